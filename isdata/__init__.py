"""Material, water and energy flows of industrial parks: store, question, judge and plan them."""
