"""Energy network of a park: members with their baseline energy, and targets by year."""

from sample_data.generate.rows import Row, completed, draft, number, resources

GJ_PER_MWH = 3.6
CARRIERS = ("electricity", "natural_gas", "steam", "diesel")


def baselines(park: str) -> dict[tuple[str, str], float]:
    """Return the baseline energy of each member, by network and site. [MWh/yr]

    A member's baseline is its yearly use, scaled to the baseline year. For the combined heat and power plant,
    only the conversion losses count, because its steam is counted where it is used.
    """
    known = resources()
    taken = {row["id"]: row for row in draft(park, "companies")}
    found: dict[tuple[str, str], float] = {}
    for row in draft(park, "network_member"):
        company = row["site_id"].removesuffix("-S")
        energy = sum(
            number(taken[company][carrier])
            * number(known[carrier]["heating_value"] or known[carrier]["enthalpy"])
            for carrier in CARRIERS
        )
        losses = sum(
            number(flow["quantity"])
            for flow in draft(park, "flows")
            if flow["provider"] == company and flow["resource"] == "dissipated_heat"
        )
        key = row["network_id"], row["site_id"]
        found[key] = round((energy + losses) / GJ_PER_MWH * number(row["raised"]), -1)
    return found


def tables(park: str) -> dict[str, list[Row]]:
    """Return the rows of `network`, `network_member` and `network_target`."""
    energy = baselines(park)
    networks = completed(park, "network")
    total = {
        str(row["network_id"]): sum(
            amount for (network, _), amount in energy.items() if network == row["network_id"]
        )
        for row in networks
    }
    members: list[Row] = [
        {
            "network_id": row["network_id"],
            "site_id": row["site_id"],
            "joined_on": row["joined_on"],
            "target_share": round(
                energy[row["network_id"], row["site_id"]] / total[row["network_id"]],
                4,
            ),
            "baseline_energy": energy[row["network_id"], row["site_id"]],
        }
        for row in draft(park, "network_member")
    ]
    targets: list[Row] = [
        {
            "network_id": row["network_id"],
            "year": row["year"],
            "target_saving": round(number(row["share"]) * total[row["network_id"]], -1),
        }
        for row in draft(park, "network_target")
    ]
    return {
        "network": [{**row, "baseline_energy": total[str(row["network_id"])]} for row in networks],
        "network_member": members,
        "network_target": targets,
    }
