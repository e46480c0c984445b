"""Trace of a resource, a company or one flow through a view."""

from isdata.park.flows.views import RESOURCE, View


def links_on_path(view: View, picked: str, *, between: str = "~") -> list[int]:
    """Positions in `view.links` of the links on the path from source to destination of the selected item.

    Parameters
    ----------
    view : View
    picked : str
        A node, or source, target and resource of a link.
    between : str
        Separator of these ids.
    """
    links = view.links
    parts = picked.split(between)
    if len(parts) == 3:
        resource = parts[2]
        is_same = (
            (links["source"] == parts[0]) & (links["target"] == parts[1]) & (links["resource_id"] == resource)
        )
        on_way = is_same.any() & (links["resource_id"] == resource) if resource else is_same
    elif parts[0].startswith(f"{RESOURCE}:"):
        resource = parts[0].split(":")[1]
        touches = (links["source"] == parts[0]) | (links["target"] == parts[0])
        on_way = touches.any() & (links["resource_id"] == resource)
    else:
        on_way = (links["source"] == parts[0]) | (links["target"] == parts[0])
    return links.index[on_way].tolist()
