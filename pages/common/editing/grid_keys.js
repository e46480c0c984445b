// Keys typed into an editable table. The editor of a cell discards its text if Enter or Tab is pressed before the browser has run the
// timer of the letter before, and a letter typed before the editor has opened replaces the first one. So such keys wait.
// The grey row at the end takes no letter: the Enter that adds a row there is pressed before.
if (!window.isdataGridKeys) {
  window.isdataGridKeys = true
  const PATIENCE = 400 // times that a browser with nothing else to do looks before keys no longer wait
  const GRID = "[data-testid=stDataFrame]"
  const EDITOR = "#portal .gdg-clip-region"
  const NO_TEXT = ["Shift", "Control", "Alt", "Meta"]
  const waiting = []
  let opening = null // the key that opens an editor
  let closing = null // the editor that a key closes
  let looks = 0
  let isPassed = false // a key that waited is passed on
  let isScrolled = false // the selected cell may be out of sight, which looks like the grey row

  const isOpen = () => document.activeElement.closest(EDITOR) !== null
  const isText = () => isOpen() && document.activeElement.matches("textarea")
  const isLetter = ({ key }) => key.length === 1
  const ends = ({ key, shiftKey }) => key === "Tab" || (key === "Enter" && !shiftKey)
  const isBetween = () => {
    if (opening && (isOpen() || !opening.defaultPrevented)) opening = null
    if (closing && !closing.isConnected && document.activeElement.closest(GRID)) closing = null
    if (looks > PATIENCE) {
      if (opening) waiting.length = 0 // a cell that cannot be edited
      opening = closing = null
    }
    return opening !== null || closing !== null
  }
  const watch = (event) => {
    looks = 0
    if (isText() && ends(event)) closing = document.activeElement
    else if (!isOpen() && isLetter(event) && event.key !== " ") opening = event // a space ticks a box
  }
  // Of the grey row no cell is selected for readers of the screen; it follows the last row.
  const isBelowRows = () => {
    const grid = document.activeElement.matches("canvas") && document.activeElement.closest(GRID)?.querySelector("[role=grid]")
    if (!grid || isScrolled || grid.querySelector("[aria-selected=true]")) return false
    return grid.querySelector(`[id$="-${grid.getAttribute("aria-rowcount") - 3}"]`) !== null // less heading and grey row, from 0
  }
  const add = () => {
    pass({ key: "Enter", code: "Enter", keyCode: 13, shiftKey: false })
    opening = { defaultPrevented: true }
  }
  const pass = ({ key, code, keyCode, shiftKey }) => {
    const event = new KeyboardEvent("keydown", { key, code, keyCode, shiftKey, bubbles: true, cancelable: true })
    watch(event)
    if (isText() && isLetter(event)) return document.execCommand("insertText", false, key)
    if (isText() && key === "Backspace") return document.execCommand("delete")
    isPassed = true
    document.activeElement.dispatchEvent(event)
    isPassed = false
  }
  const proceed = () => {
    looks += 1
    if (!isBetween() && waiting.length) pass(waiting.shift())
    if (waiting.length || isBetween()) setTimeout(proceed)
  }
  const press = (event) => {
    const isOther = event.ctrlKey || event.metaKey || event.altKey || NO_TEXT.includes(event.key)
    const isComposed = event.isComposing || event.keyCode === 229
    if (!isPassed && !isLetter(event)) isScrolled = false // the cursor comes into sight
    if (isPassed || isOther || isComposed) return
    if (!waiting.length && !isBetween() && isLetter(event) && event.key !== " " && isBelowRows()) add()
    if (waiting.length || isBetween() || (isText() && ends(event))) {
      event.preventDefault()
      event.stopImmediatePropagation()
      if (waiting.push(event) === 1) setTimeout(proceed)
    } else if (event.target.closest(GRID)) watch(event)
  }
  // A click elsewhere closes an editor, which keeps its text.
  const leave = () => {
    isScrolled = false
    while (waiting.length && isText() && isLetter(waiting[0])) pass(waiting.shift())
    waiting.length = 0
    opening = closing = null
  }
  addEventListener("wheel", () => (isScrolled = true), { capture: true, passive: true })
  addEventListener("keydown", press, true)
  addEventListener("pointerdown", leave, true)
}
export default function () {}
