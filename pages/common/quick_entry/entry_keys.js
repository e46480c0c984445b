// Keys around the line “I have / I want”: the cursor goes into it, or to the first field that it lacks, no letter typed while it
// opens is lost, Enter in the unchanged line saves it, and a letter typed into a table is never taken for a shortcut of the page.
// “?” opens the help of the page, as it lists the keys in a presentation: Streamlit's shortcuts know letters and digits only.
export default function () {
  const GRID = "[data-testid=stDataFrame], #portal"
  const FIELD = "input, textarea, select, [contenteditable=true], [role=dialog]"
  const line = () => document.querySelector(".st-key-declare_line input")
  const isLetter = (event) => event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
  const within = (event, places) => event.target instanceof Element && event.target.closest(places) !== null
  // A table that is drawn anew loses the focus; what was clicked last says where the reader types.
  let isInGrid = false
  let waiting = null // what was typed since the key was pressed that opens the line
  let known = null

  const place = () => {
    const field = line()
    if (!field) return
    const focused = document.querySelector("input:focus")
    if (!focused || !field.closest("[role=dialog]").contains(focused)) field.focus()
    if (!waiting || document.activeElement !== field) return
    if (waiting.text) {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, field.value + waiting.text)
      field.dispatchEvent(new Event("input", { bubbles: true }))
    }
    waiting = null
  }
  // Once a line is stored, its button is gone: the next line is typed over it. The dialog may take the cursor late, and the
  // name keeps it, as the name for undoing stands in its place.
  let isAsked = false // since the button was pressed
  let stored = null
  const again = () => {
    const [field, focused] = [line(), document.activeElement]
    const isFree = isTaken(focused) || focused.closest(".st-key-declare_who") !== null
    if (stored === null || field?.value !== stored || !isFree) return
    field.focus()
    field.select()
  }
  // A line that was not stored for want of a name: the cursor goes to the name.
  const name = () => document.querySelector(".st-key-declare_who input")?.focus()
  let lacked = null
  // Enter saves a line whose parts are on the screen: their keys end with the CRC-32 of the line, as quick_entry.py writes it.
  const crc = (text) => {
    let rest = ~0
    for (const byte of new TextEncoder().encode(text)) {
      rest ^= byte
      for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0)
    }
    return (~rest >>> 0).toString(16).padStart(8, "0")
  }
  const isRecognised = () =>
    document.querySelector(`[class*="st-key-declare_direction_"][class$="_${crc(line().value.trim())}"], ` +
      `[class*="st-key-declare_direction_"][class*="_${crc(line().value.trim())} "]`) !== null
  // What Enter does is stated of the line as it was recognised.
  const hinted = () => {
    const hint = document.querySelector(".st-key-declare_hint")
    if (hint && line()) hint.style.visibility = isRecognised() ? "" : "hidden"
  }
  // The first field that lacks something gets the cursor once the line is recognised, the next one once that is settled.
  let sought = null
  let isDecided = false // Enter at a choice takes it, an arrow key only moves in it
  let arrived = 0 // when it first came to a choice: an Enter that was meant for the line chooses nothing
  // A dialog hands the cursor of a field that is gone to its first button.
  const isTaken = (focused) => !focused || focused === document.body || focused.matches("[role=dialog], [role=dialog] button[aria-label]")
  const isLeft = (field, focused) =>
    !focused || [line(), document.body].includes(focused) || focused.matches("[role=dialog]") ||
    (field !== undefined && isTaken(focused)) ||
    ((isDecided || !focused.matches("input[type=radio]")) && field && focused.closest(`[class*="st-key-declare_${field}"]`) !== null)
  const seek = () => {
    const place = document.querySelector("[class*=st-key-declare_lacks]")
    if (!place || !line() || isRunning() || !isRecognised()) return
    const field = /st-key-declare_lacks_(\w*)/.exec(place.className)?.[1] ?? ""
    const text = line().value.trim()
    const isSame = sought?.text === text && sought.field === field
    // A field that is drawn anew after it got the cursor has lost it, and on a busy machine the dialog takes it late, unless
    // the reader moved it.
    const isThere = sought?.reached?.isConnected && !isTaken(document.activeElement)
    if (isSame && (isThere || sought.isReleased || sought.isNone)) return
    const isAgain = isSame && (sought.isAgain || sought.reached !== undefined)
    // The dialog hands the cursor of a field that is drawn anew to any other one; the reader moves it by key or pointer only.
    const isLost = isSame && (sought.isLost || sought.reached?.isConnected === false)
    // What was not reached is sought again: on a busy machine the field before it keeps the cursor until it is gone.
    const former = isSame && !sought.reached ? sought.former : sought?.text === text ? sought : null
    // A reader who went back to the line stays there.
    const isReleased = sought?.text === text && sought.isReleased && document.activeElement === line()
    const mine = { text, field, former, isAgain, isLost, isReleased, isNone: !field && !former } // without a field, Enter in the line saves
    sought = mine
    if (sought.isNone) return
    const first = (tag) => document.querySelector(`[class*="st-key-declare_${field}"] ${tag}:enabled`)
    // A field, else a chip; beside a field stands the button of its help.
    const goal = () => (field ? first("input") ?? first("button") : document.querySelector(".st-key-declare_save button"))
    const go = () => {
      if (sought !== mine || mine.isReleased || !(isLost || isLeft(former?.field, document.activeElement))) return
      if (line()?.value.trim() !== text || !goal()) return
      if (goal() !== document.activeElement && !isAgain) arrived = Date.now()
      goal().focus()
      sought.reached = goal()
    }
    ;[0, 80, 250, 1000, 3000].forEach((delay) => setTimeout(go, delay)) // a busy machine frees the cursor late
  }
  const isRunning = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "notRunning"
  let saving = null // since when a saving is under way
  const save = () => {
    const button = document.querySelector(".st-key-declare_save button:enabled")
    if (!button || saving || !line() || !isRecognised()) return
    saving = { hasRun: false, until: Date.now() + 5000 }
    button.click()
  }
  let wanted = null // the line whose saving was asked for while the page was still being drawn
  const saveWanted = () => {
    if (!wanted || isRunning() || saving) return
    const isSame = line()?.value === wanted.text && Date.now() < wanted.until
    wanted = null
    if (isSame) save()
  }
  const ask = () => {
    if (!isRunning() && !saving) save()
    else if (line() && isRecognised()) wanted = { text: line().value, until: Date.now() + 10000 }
  }
  const settled = () => {
    if (!saving) return
    if (isRunning()) saving.hasRun = true
    else if (saving.hasRun || Date.now() > saving.until) saving = null
  }
  const entered = (event) => {
    if (event.key !== "Enter" || event.repeat || event.isComposing || event.ctrlKey || event.metaKey) return
    settled()
    const isChoice = event.target.matches?.("[role=radio], input[type=radio]")
    if (isChoice && within(event, "[role=dialog]") && Date.now() - arrived < 400) {
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    const isRadio = event.target.matches?.("[role=dialog] input[type=radio]")
    if (isRadio) isDecided = true
    if (event.target === line() || (isRadio && line())) ask()
    const named = document.querySelector(".st-key-declare_who input")
    // The field hands over the name at this key; the button takes it along.
    if (event.target === named && named.value.trim() && named.closest("[role=dialog]")?.contains(line())) setTimeout(ask)
  }
  const observer = new MutationObserver(() => {
    settled()
    hinted()
    saveWanted()
    seek()
    const field = line()
    // The button also vanishes for a moment where a refused line is drawn anew.
    const isStored = document.querySelector(".st-key-declare_stored") && !document.querySelector(".st-key-declare_save")
    if (isStored && isAsked && field?.value) {
      stored = field.value
      isAsked = false
      if (field === document.activeElement) field.select()
    }
    again()
    const lacks = document.querySelector(".st-key-declare_unsigned [data-testid=stAlert]")
    if (lacks && lacks !== lacked) [0, 80, 250].forEach((delay) => setTimeout(name, delay))
    lacked = lacks
    if (field && field !== known && (!field.value || waiting)) [0, 80, 250].forEach((delay) => setTimeout(place, delay))
    known = field
    if (!field) sought = null // closed: the same line, entered again, is a new one
  })
  const release = () => {
    stored = null
    if (sought) sought.isReleased = true
  }
  const pointed = (event) => {
    isInGrid = within(event, GRID)
    release()
  }
  const clicked = (event) => {
    if (!within(event, ".st-key-declare_save")) return
    lacked = null
    isAsked = true
  }
  const typed = (event) => {
    if (event.target === line()) isAsked = false
    hinted()
  }
  const before = (event) => {
    isDecided = false
    entered(event)
    if (event.key === "Tab" || event.key === "Escape") isInGrid = false
    if (event.key === "Tab" || event.key === "Escape") release()
    const asks = ["?", "？"].includes(event.key) && isLetter(event) && !isInGrid && !within(event, GRID) && !within(event, FIELD)
    if (asks && !document.querySelector("[role=dialog]")) document.querySelector(".st-key-explain button:enabled")?.click()
    // A busy server opens the line late: until then, what is typed is neither lost nor taken for shortcuts.
    if (waiting && isRunning()) waiting.until = Math.max(waiting.until, Date.now() + 3000)
    if (waiting && (event.key === "Escape" || Date.now() > waiting.until)) waiting = null
    if (waiting && event.target !== line()) {
      if (isLetter(event)) waiting.text += event.key
      else if (event.key === "Backspace") waiting.text = waiting.text.slice(0, -1)
      else return
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    const opens = isLetter(event) && event.key === "i" && !isInGrid && !within(event, GRID) && !within(event, FIELD)
    if (opens && !line() && document.querySelector(".st-key-declare button:enabled")) {
      waiting = { text: "", until: Date.now() + 10000 }
    }
  }
  const focused = () => {
    if (!isTaken(document.activeElement)) return
    setTimeout(seek)
    setTimeout(again)
  }
  // The table has its letter by now; the shortcuts of the page listen on the document.
  const after = (event) => {
    if (isLetter(event) && (isInGrid || within(event, GRID) || within(event, "[role=dialog]"))) event.stopPropagation()
  }
  observer.observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state"],
  })
  addEventListener("pointerdown", pointed, true)
  addEventListener("click", clicked, true)
  addEventListener("keydown", before, true)
  addEventListener("input", typed)
  addEventListener("focusin", focused)
  document.body.addEventListener("keydown", after)
  document.documentElement.dataset.entryKeys = "ready"
  return () => {
    delete document.documentElement.dataset.entryKeys
    observer.disconnect()
    removeEventListener("pointerdown", pointed, true)
    removeEventListener("click", clicked, true)
    removeEventListener("keydown", before, true)
    removeEventListener("input", typed)
    removeEventListener("focusin", focused)
    document.body.removeEventListener("keydown", after)
  }
}
