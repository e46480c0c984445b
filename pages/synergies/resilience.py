"""Resilience: losses of the network when a company leaves, shrinks or has less waste."""

from isdata.decisions import losses, resilience
from pages.common import background, controls, navigation, role, screen, selection, show
from pages.common.data import ask
from pages.common.language import _, reader
from pages.common.presenting import headline
from pages.synergies.parts import resilience_details, resilience_views

park, viewer, read = controls.park_id(), role.viewer(), reader()
line = selection.line("resilience")
with line.controls:
    state = resilience_views.choose_state()
    shock = resilience_views.choose_shock()
    net = ask(resilience.network, park_id=park, state=state, viewer=viewer)
    measure = resilience_views.choose_measure(losses.totals(net.exchanges))
line.state(
    resilience_views.states()[state],
    resilience_views.shocks()[shock],
    "" if measure is None else resilience_views.measured()[measure],
    "" if measure is None else resilience_views.amounts_from(),
)
screen.screen()  # a phone has narrower columns
if measure is None:
    show.missing_data(
        _(
            "No synergy with a known amount is in this state. Choose another state, or enter synergies with amounts on the board."
        )
    )
    show.end_of_presented()
    navigation.link("board", _("Open board"), icon=":material/view_kanban:", park=park)
else:
    names = resilience_views.names(park, viewer=viewer)
    table = background.ask(resilience_views.effects, _("Testing each company …"), net=net, shock=shock)
    if table is None:
        show.end()
    ranked = table.sort_values([f"share_{measure}", f"lost_{measure}"], ascending=False)
    headline.state(resilience_views.headline(ranked, names, measure, shock), is_on_page=True)
    resilience_views.show_effects(ranked, names, measure)
    show.end_of_presented()
    resilience_details.show_one(net, ranked, names, shock)
    lost = background.ask(
        resilience.by_measure, _("Testing each measure …"), net=net, park_id=park, viewer=viewer
    )
    if lost is not None:
        resilience_details.show_measures(lost, names)
    resilience_details.explain()
