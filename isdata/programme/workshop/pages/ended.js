(() => {
  // A session that is opened again does not know this address: the page is loaded anew then.
  setInterval(async () => {
    const answer = await fetch("/ended").catch(() => null)
    if (answer?.status === 404) location.reload()
  }, 20000 + 20000 * Math.random())
})()
