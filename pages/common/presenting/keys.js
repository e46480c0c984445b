// Keys and the small bar of a presentation, beside the title, and the height of its window. What changes the view goes
// to the server; blank screen, zoom, full screen and help happen here. Everything is drawn outside of the page's content,
// so that zooming leaves it in its place. STYLE is the text of keys.css.
const CONTENT = '[data-testid="stMainBlockContainer"]'
const WINDOW = '[data-testid="stMain"]'
const NARROW = 640  // width of a phone, whose charts have one column [px]
const LEAST = 540  // height of a screen whose smallest type is still read [px]
const END = "presentation-end"  // what follows the last view
const STEP = 0.2  // of the window that an arrow key moves a view that is zoomed
const TYPED = "input, textarea, select, [contenteditable=true], [role=slider], [role=listbox], [role=combobox], [role=menu]"
const PATIENCE = 8000  // ms until an action counts as lost
const TRIES = 3
const MOVED = 4  // px by which a pointer moves that is meant to

function made(tag, id, parent = document.body) {
  const found = document.getElementById(id) ?? parent.appendChild(document.createElement(tag))
  found.id = id
  return found
}

function toggled(id, fill) {
  const shown = document.getElementById(id)
  if (shown) return shown.remove()
  fill(made("div", id))
}

function drawHelp({ words, keys }) {
  toggled("presentation-help", (place) => {
    const box = place.appendChild(document.createElement("section"))
    const table = box.appendChild(document.createElement("table"))
    table.createCaption().textContent = words.help
    for (const [key, meaning] of keys) {
      const row = table.insertRow()
      row.insertCell().appendChild(document.createElement("kbd")).textContent = key
      row.insertCell().textContent = meaning
    }
    place.onclick = () => place.remove()
  })
}

// What follows the last view: before, the key did nothing, as if it were broken.
function drawEnd(data, act) {
  const { end } = data
  const place = made("div", END)
  place.replaceChildren()
  const add = (tag, words, action) => {
    const part = place.appendChild(document.createElement(tag))
    part.textContent = words
    if (action) part.onclick = () => act(action)
    return part
  }
  add("p", end.name)
  add("h2", end.title)
  if (end.next) add("button", end.next, "story").focus()
  add("button", end.first, "first")
  add("button", end.leave, "leave")
  drawBar(data, data.place, act)
}

function drawBar(data, place, act) {
  const bar = made("div", "presentation-bar")
  bar.replaceChildren()
  const add = (sign, label, action) => {
    const button = bar.appendChild(document.createElement("button"))
    button.textContent = sign
    button.title = label
    button.setAttribute("aria-label", label)
    button.onclick = () => { act(action); button.blur() }
    return button
  }
  const text = (words, name) => {
    const place = bar.appendChild(document.createElement("span"))
    place.textContent = words
    place.className = name
  }
  const zoomed = window.isdataPresentation?.zoom ?? 1
  if (zoomed > 1) text(`${Math.round(zoomed * 100)}%`, "coming")
  if (data.isFrozen) text(data.words.frozen, "frozen")
  add("‹", data.words.previous, "previous")
  const isComing = place !== data.place || window.isdataPresentation?.isComing
  const isEnded = document.getElementById(END) !== null
  if (!isEnded && (data.isInside || isComing)) text(`${place + 1} / ${data.count}${isComing ? " …" : ""}`, isComing ? "coming" : "place") // else no view of the presentation
  add("›", data.words.next, "next").disabled = isEnded
  add("⚙", data.words.controls, "controls")
  add("?", data.words.help, "help")
  add("✕", data.words.leave, "leave")
}

export default function (component) {
  const isNew = !window.isdataPresentation
  const state = (window.isdataPresentation ??= { zoom: 1, pointer: [0.5, 0.5], digits: "", waiting: [], sent: null })
  const { data, parentElement, setStateValue } = component
  clearTimeout(state.removal)
  state.owner = parentElement

  // One action at a time: a new one would break off the drawing of a view. What is pressed meanwhile waits, and of several
  // views only the last one is drawn. What the page sends of its own accord can break off the way to a view: it is tried again.
  if (state.sent?.at === data.done) {
    const { name, value, tries = 1 } = state.sent
    const isBrokenOff = name === "go" && value !== data.place && tries < TRIES
    if (isBrokenOff && !state.waiting.some((one) => one.name === "go")) state.waiting.push({ name, value, tries: tries + 1 })
    state.sent = null
  }
  const aim = () => [state.sent, ...state.waiting].findLast((one) => one?.name === "go")?.value ?? data.place
  const proceed = () => {
    if (state.waiting.length && (!state.sent || Date.now() - state.sent.at > PATIENCE)) {
      state.sent = { ...state.waiting.shift(), at: Date.now() }
      // A value that stays: a trigger is lost when something else makes the page run again before it has answered.
      setStateValue("action", state.sent)
    }
    drawBar(data, aim(), act)
  }
  state.redraw = () => drawBar(data, aim(), act)
  // The picture of a view is there once the page has run and stood still for a moment.
  const come = () => {
    let still = 0
    clearInterval(state.coming)
    root.classList.toggle("view-comes", state.isComing = true)
    state.coming = setInterval(() => {
      const isGoing = ["go", "story"].includes(state.sent?.name) && Date.now() - state.sent.at < PATIENCE
      const isRunning = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "notRunning"
      still = isGoing || isRunning ? 0 : still + 1
      if (still < 2) return
      clearInterval(state.coming)
      root.classList.toggle("view-comes", state.isComing = false)
      state.redraw()
    }, 60)
  }
  const send = (name, value) => {
    if (name === "leave") state.waiting = []
    if (name === "go") {
      state.waiting = state.waiting.filter((one) => one.name !== "go")
      come()
    }
    state.waiting.push({ name, value })
    proceed()
  }

  // The view grows to the right and downwards and is scrolled to what was below the pointer, so that no edge is out of reach.
  const zoom = (factor) => {
    const content = document.querySelector(CONTENT)
    const pane = document.querySelector(WINDOW)
    if (!content || !pane) return
    const before = state.zoom
    state.zoom = factor === 0 ? 1 : Math.min(6, Math.max(1, before * factor))
    if (state.zoom < 1.01) state.zoom = 1
    const isWhole = state.zoom === 1
    // A scroll bar would take room from the charts, which would be drawn again.
    if (before === 1 && !isWhole) state.top = pane.scrollTop
    if (before === 1 && !isWhole && pane.scrollHeight <= pane.clientHeight) pane.style.scrollbarWidth = "none"
    content.style.transformOrigin = isWhole ? "" : "0 0"
    content.style.transform = isWhole ? "" : `scale(${state.zoom})`
    if (isWhole) pane.style.scrollbarWidth = ""
    const [x, y] = [state.pointer[0] * window.innerWidth, state.pointer[1] * window.innerHeight]
    const ratio = state.zoom / before
    pane.scrollLeft = isWhole ? 0 : (pane.scrollLeft + x) * ratio - x
    pane.scrollTop = isWhole && before > 1 ? state.top : (pane.scrollTop + y) * ratio - y
    if (isWhole && pane.scrollWidth > pane.clientWidth) {  // a chart was drawn anew meanwhile, as wide as it looked then
      content.style.width = "calc(100% - 1px)"
      setTimeout(() => { content.style.width = "" }, 150)
    }
    drawBar(data, aim(), act)
  }
  const move = (x, y) => document.querySelector(WINDOW)?.scrollBy(x * STEP * window.innerWidth, y * STEP * window.innerHeight)
  const isEnded = () => document.getElementById(END)
  const goBack = () => { isEnded()?.remove(); drawBar(data, aim(), act) }
  const goTo = (place) => {
    goBack()
    if (place >= 0 && place < data.count && place !== aim()) { zoom(0); send("go", place) }
  }
  const actions = {
    next: () => aim() + 1 < data.count ? goTo(aim() + 1) : drawEnd(data, act),
    previous: () => isEnded() ? goBack() : goTo(aim() - 1),
    first: () => goTo(0),
    last: () => goTo(data.count - 1),
    story: () => { goBack(); zoom(0); come(); send("story") },
    language: () => send("language"),
    names: () => send("names"),
    freeze: () => document.querySelector(".opening") || send("freeze"),  // a second P while the presentation opens
    blank: () => toggled("presentation-blank", (place) => { place.onclick = () => place.remove() }),
    larger: () => zoom(1.25),
    smaller: () => zoom(0.8),
    whole: () => zoom(0),
    screen: () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen(),
    controls: () => root.classList.toggle("shows-controls"),
    help: () => drawHelp(data),
    leave: () => {
      const open = document.getElementById("presentation-blank") ?? document.getElementById("presentation-help")
      open ? open.remove() : send("leave")
    },
  }
  const act = (action) => actions[action]()
  const ofKey = {
    ArrowRight: "next", PageDown: "next", ArrowLeft: "previous", PageUp: "previous", Home: "first", End: "last",
    l: "language", d: "names", p: "freeze", b: "blank", ".": "blank", "+": "larger", "=": "larger", "-": "smaller",
    0: "whole", " ": "next", f: "screen", o: "controls", "?": "help", h: "help", Escape: "leave",
  }
  const ofArrow = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }
  const digit = (key) => {
    clearTimeout(state.timer)
    state.digits += key
    const isWhole = Number(state.digits) * 10 > data.count
    const end = () => { goTo(Number(state.digits) - 1); state.digits = "" }
    if (isWhole) end()
    else state.timer = setTimeout(end, 700)
  }
  const press = (event) => {
    const isTyped = event.composedPath()[0].closest?.(TYPED)
    if (isTyped || document.querySelector("[role=dialog]") || event.ctrlKey || event.metaKey || event.altKey) return
    if (state.zoom > 1 && ofArrow[event.key]) {
      event.preventDefault()
      event.stopImmediatePropagation()  // nor do they turn cards
      return move(...ofArrow[event.key])
    }
    const isDigit = /^[0-9]$/.test(event.key) && (event.key !== "0" || state.digits)
    const action = ofKey[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    const isPressed = event.key === " " && event.target.closest?.("button")  // a button that has the focus
    if ((!isDigit && !action) || isPressed) return
    event.preventDefault()
    event.stopPropagation()
    rest()
    isDigit ? digit(event.key) : act(action)
  }
  const root = document.documentElement
  const rest = () => {
    state.rested = null
    root.classList.toggle("pointer-rests", matchMedia("(hover: hover)").matches)  // a finger rests nowhere
  }
  const point = ({ clientX, clientY }) => {
    state.pointer = [clientX / window.innerWidth, clientY / window.innerHeight]
    state.rested ??= [clientX, clientY]
    if (Math.hypot(clientX - state.rested[0], clientY - state.rested[1]) > MOVED) root.classList.remove("pointer-rests")
  }

  // The sizes of charts follow the size of the window, that of their type a screen of 4 to 3 where it is squarer.
  const fitting = () => {
    const [wide, tall] = [window.innerWidth, window.innerHeight]
    return wide > NARROW ? Math.min(tall, Math.max(LEAST, (3 / 4) * wide)) : tall
  }
  const measure = () => {
    const content = document.querySelector(CONTENT)
    if (!content) return
    const { paddingLeft, paddingRight } = getComputedStyle(content)
    const width = window.innerWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)  // with or without a scroll bar
    const floor = (length, step) => Math.floor(length / step) * step
    const size = [floor(width, 20), floor(window.innerHeight, 20), floor(fitting(), 4)]
    if (size[1] && String(size) !== String(data.size)) setStateValue("size", size)
  }
  const measureSoon = () => { clearTimeout(state.measuring); state.measuring = setTimeout(measure, 150) }

  if (isNew) rest()
  state.end?.()
  made("style", "presentation-style", document.head).textContent = STYLE
  if (isEnded()) drawEnd(data, act)  // in the language of the page now
  const help = document.getElementById("presentation-help")
  if (help) {
    help.remove()
    drawHelp(data)
  }
  proceed()
  document.addEventListener("keydown", press, true)
  document.addEventListener("pointermove", point, true)
  window.addEventListener("resize", measureSoon)
  measureSoon()
  state.end = () => {
    document.removeEventListener("keydown", press, true)
    document.removeEventListener("pointermove", point, true)
    window.removeEventListener("resize", measureSoon)
    clearTimeout(state.measuring)
  }
  const remove = () => {
    state.end?.()
    ;[state.timer, state.coming].forEach(clearTimeout)
    zoom(0)
    root.classList.remove("shows-controls", "pointer-rests", "view-comes")
    for (const id of ["bar", "help", "blank", "end", "style"]) document.getElementById(`presentation-${id}`)?.remove()
    delete window.isdataPresentation
  }
  return () => {
    if (state.owner !== parentElement) return
    // The next page brings the keys along: what is pressed until then counts.
    state.removal = setTimeout(remove, state.sent?.name === "go" ? PATIENCE : 0)
  }
}
