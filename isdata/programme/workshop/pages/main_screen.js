(() => {
  const mainScreen = document.getElementById("main-screen")
  let source = null, shown = null
  function tick() {
    for (const clock of mainScreen.querySelectorAll("[data-until]")) {
      const left = Math.round((Date.parse(clock.dataset.until) - Date.now()) / 1000)
      clock.hidden = !(left > 0) // also without a timer
      clock.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0")
    }
  }
  // Pictures are loaded before they replace what is shown, so that nothing flickers.
  async function show(said) {
    if (said.html === shown) return
    shown = said.html
    const next = document.createElement("template")
    next.innerHTML = said.html
    await Promise.all([...next.content.querySelectorAll("img")].map((each) => {
      const image = new Image()
      image.src = each.getAttribute("src")
      return image.decode().catch(() => null)
    }))
    if (said.html !== shown) return
    mainScreen.dataset.scene = said.scene
    const typed = [...mainScreen.querySelectorAll("input[id]")].filter((each) => each.checked || each.value !== each.defaultValue)
    const focus = mainScreen.contains(document.activeElement) && document.activeElement.id
    mainScreen.replaceChildren(next.content)
    for (const each of typed) Object.assign(document.getElementById(each.id) ?? {}, { value: each.value, checked: each.checked })
    if (focus) document.getElementById(focus)?.focus()
    tick()
  }
  function follow() {
    source?.close()
    source = new EventSource(location.pathname + "/events")
    source.onmessage = (event) => show(JSON.parse(event.data))
    source.onerror = () => { if (source.readyState === EventSource.CLOSED) setTimeout(follow, 1000 + 1000 * Math.random()) }
  }
  // On the console of a table: what is being typed elsewhere on the page stays.
  document.addEventListener("submit", async (event) => {
    const form = event.target
    if (!form.matches("[data-quiet]")) return
    event.preventDefault()
    const sent = new URLSearchParams(new FormData(form, event.submitter))
    const answer = await fetch(form.action, { method: "POST", body: sent }).catch(() => null)
    if (!answer?.ok) location.reload()
  })
  // The key of a presentation for the whole screen.
  document.addEventListener("keydown", (event) => {
    const isTyped = event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey
    if (isTyped || event.key.toLowerCase() !== "f") return
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
  })
  document.addEventListener("visibilitychange", () => { if (!document.hidden) follow() })
  window.addEventListener("online", follow)
  setInterval(tick, 500)
  tick()
  follow()
})()
