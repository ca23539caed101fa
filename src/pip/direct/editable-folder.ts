import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withoutFragment } from '../../core/requirements/direct-url.js';
import { fileUrl } from '../../core/file-url.js';
import type { DirectSource } from './direct-source.js';
import type { FolderQuestion } from './folder-source.js';
import { checkInnerFolder } from './inner-folder.js';

/** `-e FOLDER`: the user's own folder, where it is. Since 23.1 pip names the project's folder, subdirectory included; 23.0 named the source's. */
export async function editableFolder({ url, shownAs, subdirectory }: FolderQuestion): Promise<DirectSource> {
  const path = fileURLToPath(withoutFragment(url));
  await checkInnerFolder(path, subdirectory, shownAs);
  const directUrl = { url: fileUrl(join(path, subdirectory)), dir_info: { editable: true } };
  return { path, kind: 'folder', subdirectory, editable: true, directUrl, shownAs, leftOut: [] };
}
