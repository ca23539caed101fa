import { isPublicUrl, type IndexPlace } from '../../../config/index-place.js';

/** Whose files are whose: services are asked about names of the public index only. */
export interface Origins {
  /** Adds somebody who knows which place offered a file. */
  readonly learn: (placeOf: (url: string) => string | null) => void;
  readonly isPublic: (url: string) => boolean;
}

/** Tells by the place that offered a file; one that nobody offered is public where its own address is. */
export function createOrigins(places: readonly IndexPlace[]): Origins {
  const publicPlaces = new Set(places.filter(({ isPublic }) => isPublic).map(({ url }) => url));
  const known: ((url: string) => string | null)[] = [];
  const isPublic = (url: string): boolean => {
    if (!/^https?:/i.test(url)) return false;
    const place = known.map((placeOf) => placeOf(url)).find((found) => found !== null) ?? null;
    return place === null ? isPublicUrl(url) : publicPlaces.has(place);
  };
  return { learn: (placeOf) => void known.push(placeOf), isPublic };
}
