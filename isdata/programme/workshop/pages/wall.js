(() => {
  const wall = document.getElementById("wall")
  let source = null, last = 0
  function tick() {
    const clock = wall.querySelector("[data-until]"), until = Date.parse(clock?.dataset.until)
    if (!clock || Number.isNaN(until)) return
    const left = Math.max(0, Math.round((until - Date.now()) / 1000))
    clock.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0")
  }
  function follow() {
    source?.close()
    source = new EventSource(location.pathname + "/events?after=" + last)
    source.onmessage = (event) => {
      last = event.lastEventId
      const state = JSON.parse(event.data)
      wall.dataset.scene = state.scene
      wall.innerHTML = state.html
      tick()
    }
    source.onerror = () => { if (source.readyState === EventSource.CLOSED) setTimeout(follow, 1000 + 1000 * Math.random()) }
  }
  document.addEventListener("visibilitychange", () => { if (!document.hidden) follow() })
  window.addEventListener("online", follow)
  setInterval(tick, 500)
  follow()
})()
