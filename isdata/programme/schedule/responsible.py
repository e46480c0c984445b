"""Companies responsible for a task: the partners of its synergy in the role named by a template."""

from collections.abc import Iterable, Mapping

# Owners in the template of a feasibility study, and the corresponding roles of partners.
_ROLES = {
    "Provider": ("provider",),
    "Receiver": ("receiver",),
    "Provider and receiver": ("provider", "receiver"),
    "Engineers and companies": ("provider", "receiver", "treatment", "operator", "other"),
}


def companies(owner: object, partners: Iterable[Mapping]) -> list[Mapping]:
    """Partners of a synergy in the role of an owner; empty for an owner that is no role, such as the park office.

    Parameters
    ----------
    owner : str or None
        Owner as stored with a task, possibly bilingual.
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
