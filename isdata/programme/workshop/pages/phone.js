(() => {
  // Everything that is sent waits in an outbox until the server has kept it; what has the same key is kept once.
  const OUTBOX = "isdata-outbox:", line = document.getElementById("line")
  const parts = ["now", "live"].map((name) => document.getElementById(name))
  const box = new Map()
  const fill = () => { try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(OUTBOX)) box.set(name, JSON.parse(localStorage[name]))
  } catch { /* no storage in private mode: the outbox lives as long as the page */ } }
  const add = (key, pairs) => { box.set(OUTBOX + key, pairs); try { localStorage[OUTBOX + key] = JSON.stringify(pairs) } catch {} }
  const drop = (name) => { box.delete(name); try { localStorage.removeItem(name) } catch {} }
  let isSending = false, pause = 500, waiting = null
  const delayed = new Map()
  // crypto.randomUUID does not exist on plain http.
  const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  const say = (text) => { line.textContent = text || "" }
  let answered = ""  // what the server said last
  const status = () => say(box.size ? line.dataset.waiting : answered)

  // What the server refuses goes back into its form, to be corrected.
  function refill(pairs) {
    const form = document.querySelector("form.card")
    if (new Map(pairs).get("kind") !== "declare" || form.elements.what.value) return
    for (const [name, value] of pairs) {
      const field = form.elements[name]
      if (field && name !== "key") field.value = value
    }
  }

  async function flush() {
    if (isSending || !box.size) return status()
    const [name, pairs] = box.entries().next().value
    isSending = true
    try {
      const answer = await fetch("/send", { method: "POST", body: new URLSearchParams(pairs), headers: { Accept: "application/json" } })
      if (answer.status >= 500) throw new Error(answer.status)
      const reply = await answer.json()
      drop(name); pause = 500
      answered = answer.status === 409 ? line.dataset.conflict : reply.message
      if (!answer.ok) refill(pairs)
      show(reply)
      if (answer.ok && new Map(pairs).get("kind") === "correct" && location.search) location.assign("/j")
    } catch {
      status()
      clearTimeout(waiting)
      waiting = setTimeout(() => { isSending = false; flush() }, pause * (0.5 + Math.random()))
      pause = Math.min(10000, pause * 2)
      return
    }
    isSending = false
    flush()
  }

  document.addEventListener("submit", (event) => {
    const form = event.target
    if (!form.matches("[data-outbox]") || !form.reportValidity()) return
    event.preventDefault()
    const sent = new FormData(form, event.submitter)
    answered = ""
    add(sent.get("key"), [...sent.entries()])
    form.querySelector("[name=key]").value = newKey()
    if (["declare", "feedback"].includes(sent.get("kind"))) form.reset()
    document.activeElement?.blur()
    flush()
  })

  // What is being typed is not replaced under the fingers.
  const isBusy = (part) => part.contains(document.activeElement) && document.activeElement.matches("input")
  function show(html) {
    const field = document.activeElement, before = field?.getBoundingClientRect().top
    for (const part of parts) {
      if (html[part.id] === undefined) continue
      if (isBusy(part)) { delayed.set(part, html[part.id]); continue }
      delayed.delete(part)
      part.innerHTML = html[part.id]
    }
    // A question that appears above the form does not move the field in which somebody types.
    if (field?.isConnected && field.matches("input, select")) scrollBy(0, field.getBoundingClientRect().top - before)
  }
  for (const part of parts)
    part.addEventListener("focusout", () => setTimeout(() => delayed.has(part) && show({ [part.id]: delayed.get(part) }), 300))

  let source = null
  function follow() {
    source?.close()
    source = new EventSource("/events?lang=" + document.documentElement.lang)
    source.onmessage = (event) => { show(JSON.parse(event.data)); flush() }
    source.onerror = () => { if (source.readyState === EventSource.CLOSED) setTimeout(follow, 1000 + 2000 * Math.random()) }
  }
  // Each stream begins with everything as it is now, so nothing that was missed has to be sent again.
  // iOS ends the stream silently when the screen goes dark.
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { follow(); flush() } })
  window.addEventListener("online", () => { follow(); flush() })
  window.addEventListener("pageshow", (event) => { if (event.persisted) { fill(); follow() } })

  const known = document.getElementById("known")
  let asked = null
  document.addEventListener("input", (event) => {
    if (event.target.name !== "what" || event.target.value.length < 2) return
    clearTimeout(asked)
    asked = setTimeout(async () => {
      const direction = event.target.form ? new FormData(event.target.form).get("direction") || "" : ""
      const asks = new URLSearchParams({ q: event.target.value, direction })
      const answer = await fetch("/suggest?" + asks).catch(() => null)
      if (!answer?.ok) return
      known.replaceChildren(...(await answer.json()).map((name) => Object.assign(document.createElement("option"), { value: name })))
    }, 150)
  })
  fill(); follow(); flush()
})()
