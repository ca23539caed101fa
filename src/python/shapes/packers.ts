/** Spelled as the packers spell themselves. */
export const PACKER = /__pyarmor__|pyarmor_runtime|\bpytransform\b|Obfuscated (?:[Ww]ith|[Bb]y)\b|\bBlankOBF\b|\bpyobfuscate\b|\bPyFuscator\b|\bHyperion Obf|\bclass Kramer\b|\bAnubis Obf|\bSpecter Obf|\bpy-?fuscate\b|\bpyobfus\b|\bpyminifier --obf|\bPyObfuscator\b|\bsourcedefender\b|\bPYGUARD\b|development-tools\.net\/python-obfuscator|pyob\.oxyry|\bIntensio-Obfuscator\b|\bopy_obfuscat/;

/** Of each of these spellings a word that stands in it; the glance notes them, so that most files are not searched for all. */
export const PACKER_WORDS: readonly string[] = ['__pyarmor__', 'pytransform', 'Obfuscated', 'BlankOBF', 'pyobfuscate', 'PyFuscator', 'Hyperion', 'Kramer', 'Anubis', 'Specter', 'fuscate', 'pyfuscate', 'pyobfus', 'pyminifier', 'PyObfuscator', 'sourcedefender', 'PYGUARD', 'obfuscator', 'oxyry', 'Intensio'];

/** Spellings that are the beginning of a word. */
export const PACKER_NAMES: readonly string[] = ['__pyarmor__', 'pyarmor_runtime', 'opy_obfuscat'];
