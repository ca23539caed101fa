// Programs that honest build scripts start, by what they are for.
const TOOLS: readonly string[] = [
  // Version control.
  String.raw`git|hg|svn`,
  // Compilers, linkers, and what writes code.
  // A program that was compiled to find out what the compiler can do goes by the name that autoconf gives it.
  String.raw`\{\}/conftest|gcc|g\+\+|cc|c\+\+|clang|clang\+\+|cl|nvcc|hipcc|mpicc|ld|ar|nm|ranlib|strip|install_name_tool|otool|lipo|swig[\d.]*|cython|cython3|f2py|gfortran|rustc|javac|tsc|protoc|flex|bison|cpp|as|objcopy|objdump|readelf|patchelf|nasm|yasm|nrnivmodl|tic|cython\S*`,
  // What builds.
  String.raw`cmake|ctest|make|gmake|nmake|mingw32-make|ninja|meson|scons|bazel|rustup|cargo|maturin|go|java|mvn|gradle|ant|npm|npx|yarn|jlpm|pnpm|node|autoconf|autoheader|autopoint|automake|autoreconf|g?libtoolize|aclocal|configure|\.\/config|pyinstaller|xcodebuild|brew|autogen\.sh|bootstrap(?:\.sh)?|(?:ba)?sh\s+(?:\S{0,300}/)?(?:autogen\.sh|configure|bootstrap(?:\.sh)?)|qmake\d?|conda`,
  // Tests, style, and what changes code from one Python to another.
  String.raw`pytest|py\.test|nosetests|tox|coverage|flake8|mypy|black|isort|pylint|twine|django-admin(?:\.py)?|2to3|3to2|pasteurize`,
  // Manuals, translations, and what a desktop shows.
  String.raw`sphinx\S*|pandoc|x?gettext|msg(?:fmt|merge)|intltool-\w+|itstool|gtk4?-update-icon-cache|iconutil|png2icns|update-(?:desktop|mime)-database|glib-compile-(?:schemas|resources)|appstream-util|help2man|ronn|scdoc|txt2man|pod2man|makeinfo|asciidoc(?:tor)?|a2x|pybabel|lrelease|lessc(?:py)?|sassc?|kpsewhich|(?:pdf|xe|lua)?latex(?:mk)?|bibtex|makeindex|mktexlsr|texhash|hhc|pyrcc\d?|pyuic\d?|rst2\w+`,
  // What is known of the machine and of what is installed.
  String.raw`pkg-config|pkgconf|du|df|uname|arch|sw_vers|xcrun|xcode-select|codesign|ditto|sysctl|lscpu|nproc|ldconfig|ldd|which|where|whereis|command|dpkg\S*|rpm|lsb_release|getconf|\S{1,200}[-_]config|wmic\s+(?:os|cpu)\s+get|nvidia-smi|rocm\S*|vswhere\S*|vcvars\S*|mount\s*$|spctl\s+(?:-a|--assess)\b`,
  // How Windows' shell prints the short name of a folder.
  String.raw`(?:cmd|\{\})(?:\.exe)?\s+/c\s+for\s+%\w\s+in\s+\([^()&|<>\n]*\)\s+do\s+@?echo\s+%~s\w\s*$`,
  // Python itself.
  String.raw`pip\d?\s+(?:freeze|list|show|--version)|python\S*\s+(?:-m\s+\w+\s+)?setup\.py|python\S*\s+(?:-\w\s+)*-c\s+pass|python\S*\s+-m\s+(?:mesonbuild[\w.]*|cython|numpy\.f2py|sysconfig|compileall|setuptools_scm|grpc_tools|build|twine)\b`,
  // Files.
  String.raw`file|sed|awk|grep|cp|mv|mkdir|rm|rmdir|ln|tar|unzip|zip|xz|unxz|gzip|gunzip|bzip2|bunzip2|zstd|7z|touch|chmod|cat|more|less|echo|ls|head|tail|sort|date|patch|diff|find|xargs|test|true|clear|cls`,
];

const BUILD_TOOL = new RegExp(String.raw`^\W{0,40}(?:cd\s+[\w./{}-]+\s*(?:&&|;)\s*)?(?:/usr/bin/env\s+)?(?:\S{0,300}/)?(?:${TOOLS.join('|')})(?:\.exe|\.cmd)?(?![\w.-])`, 'i');

// A program of the machine that is only asked who it is, or how to build with it.
const TELLS_OF_ITSELF = /^[a-z][\w+-]*(?:\s+--(?:version|cflags|libs|includes|ldflags))+\s*$|^[a-z][\w+-]*\s+conf\s+-[a-z]\s*$/i;

/** True for a command line that begins with such a program, in another folder of the project too. */
export function isBuildTool(command: string): boolean {
  return BUILD_TOOL.test(command) || TELLS_OF_ITSELF.test(command);
}
