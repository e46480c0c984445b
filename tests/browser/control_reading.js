// What every drawn control shows, in words and as the place of the chosen options, which is the same in every language.
() => {
  const text = (node) => (node?.textContent ?? "").replace(/\s+/g, " ").trim()
  const isOn = (one) => [one.ariaChecked, one.ariaPressed].includes("true")
  const kinds = {
    stSlider: (box) => {
      const thumbs = [...box.querySelectorAll("input[type=range]")]
      return { words: thumbs.map((one) => one.ariaValueText ?? one.getAttribute("aria-valuetext")).join(), place: thumbs.map((one) => one.value).join(), options: Number(thumbs[0].max) }
    },
    stSelectbox: (box) => ({ words: box.querySelector("input").value }),
    stMultiSelect: (box) => {
      const tags = [...box.querySelectorAll("[data-testid=stMultiSelectTagsContainer] > :not(input)")]
      return { words: tags.map(text).join(), place: String(tags.length) }
    },
    stButtonGroup: (box) => {
      const buttons = [...box.querySelectorAll("button[role=radio], button[aria-pressed]")]
      return {
        words: buttons.filter(isOn).map(text).join(),
        place: buttons.flatMap((one, place) => (isOn(one) ? [place] : [])).join(),
        options: buttons.length,
        isOne: Boolean(box.querySelector("[role=radiogroup]")),
      }
    },
    stRadio: (box) => {
      const inputs = [...box.querySelectorAll("input")]
      const place = inputs.findIndex((one) => one.checked)
      return { words: text(inputs[place]?.closest("label")), place: String(place), options: inputs.length, isOne: true }
    },
    stCheckbox: (box) => ({ place: String(box.querySelector("input").checked) }),
    stNumberInput: (box) => ({ words: box.querySelector("input").value }),
    stTextInput: (box) => ({ place: box.querySelector("input").value }),
  }
  const isIn = (box, where) => Boolean(box.closest(where))
  return Object.entries(kinds).flatMap(([kind, read]) =>
    [...document.querySelectorAll(`[data-testid=${kind}]`)]
      .filter((box) => box.getClientRects().length && !isIn(box, "[data-testid=stForm]") && !box.querySelector("input:disabled, button:disabled"))
      .map((box) => {
        const name = [...(box.closest("[class*=st-key-]")?.classList ?? [])].find((one) => one.startsWith("st-key-")) ?? ""
        const key = name.replace("st-key-", "").replace(/-[0-9a-f]{8}(-\d+)?$/, "")
        return { name, key, kind, words: "", ...read(box) }
      }),
  )
}
