// As autoconf, CMake and Meson write the places that they fill, and as string.Template does.
const PLACE = /@[A-Za-z_]\w{0,60}@|\$[A-Za-z_]\w{0,60}|\$\{[A-Za-z_]\w{0,60}\}/g;

/** A template with a name of the same length in each place that a build is to fill; null for text without such places. */
export function filledTemplate(text: string): string | null {
  const filled = text.replace(PLACE, (place) => `_${place.slice(1).replaceAll(/[@{}]/g, '_')}`);
  return filled === text ? null : filled;
}
