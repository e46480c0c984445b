"""Who a task of a schedule waits for: the companies of its synergy that the roles of a template stand for."""

from collections.abc import Iterable, Mapping

# Owners as the template of a feasibility study words them, and the roles of partners that they stand for.
_ROLES = {
    "Provider": ("provider",),
    "Receiver": ("receiver",),
    "Provider and receiver": ("provider", "receiver"),
    "Engineers and companies": ("provider", "receiver", "treatment", "operator", "other"),
}


def companies(owner: object, partners: Iterable[Mapping]) -> list[Mapping]:
    """Partners of a synergy that an owner stands for; none where it names somebody already, such as the park office.

    Parameters
    ----------
    owner : str or None
        As stored with a task, perhaps in both languages.
    partners : iterable of mapping
        Rows of `synergies.partners` of the synergy.

    Examples
    --------
    >>> partners = [{"role": "provider", "name_en": "Forge"}, {"role": "receiver", "name_en": "Baths"}]
    >>> [partner["name_en"] for partner in companies("Receiver / 需方", partners)]
    ['Baths']
    >>> companies("Park office / 园区办", partners)
    []
    """
    english = owner.partition(" / ")[0] if isinstance(owner, str) else ""
    roles = _ROLES.get(english, ())
    return [partner for partner in partners if partner["role"] in roles]
