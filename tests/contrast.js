// For every word in view: whether its colour stands out from what is behind it by what WCAG 1.4.3 asks for.
// Returns [ratio, text] of those that do not. Counts joined letters, which axe leaves out.
() => {
  const LETTER = /[\u0600-\u06ff]/;
  // Two painted pixels tell a colour whatever its notation
  const brush = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const known = new Map();

  function read(colour) {
    if (!known.has(colour)) {
      brush.clearRect(0, 0, 1, 1);
      brush.fillStyle = colour;
      brush.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
      known.set(colour, [red, green, blue, alpha / 255]);
    }
    return known.get(colour);
  }

  function over(top, below, opacity) {
    const alpha = top[3] * opacity;
    return [0, 1, 2].map(at => top[at] * alpha + below[at] * (1 - alpha)).concat(1);
  }

  function behind(element) {
    if (!element) return read(getComputedStyle(document.documentElement).colorScheme.includes("dark") && matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#fff");
    const colour = read(getComputedStyle(element).backgroundColor);
    return colour[3] === 1 ? colour : over(colour, behind(element.parentElement), 1);
  }

  function light(colour) {
    const [red, green, blue] = colour.slice(0, 3).map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  const found = [], words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const text = words.currentNode.textContent.trim(), element = words.currentNode.parentElement;
    if (!LETTER.test(text) || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || element.closest("template, option")) continue;
    const style = getComputedStyle(element), ground = behind(element);
    let opacity = 1;
    for (let one = element; one; one = one.parentElement) opacity *= getComputedStyle(one).opacity;
    const [upper, lower] = [light(over(read(style.color), ground, opacity)), light(ground)].sort((one, other) => other - one);
    const ratio = (upper + 0.05) / (lower + 0.05), size = parseFloat(style.fontSize);
    if (ratio < (size >= 24 || size >= 18.66 && style.fontWeight >= 700 ? 3 : 4.5)) found.push([Math.round(ratio * 100) / 100, text.slice(0, 60)]);
  }
  return found;
}
