"""Industrial symbiosis: matching, the register of synergies and their assessment."""
