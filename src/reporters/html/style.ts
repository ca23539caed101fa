/** The style of the page. No address in it: the page asks for nothing. */
export const STYLE = `
:root{color-scheme:light dark;--back:#fff;--soft:#f4f5f7;--text:#1c2128;--faint:#57606a;--line:#c9d1d9;--link:#0b57d0;
--safe:#116329;--safe-back:#e3f6e8;--warned:#7a4d00;--warned-back:#fff1cc;--blocked:#a40e26;--blocked-back:#ffe3e3}
@media (prefers-color-scheme:dark){:root{--back:#0f1319;--soft:#181d26;--text:#e6edf3;--faint:#9aa7b4;--line:#39424e;--link:#7ab7ff;
--safe:#6fdc8c;--safe-back:#10291a;--warned:#f2c14e;--warned-back:#2f2408;--blocked:#ff9c9c;--blocked-back:#3a1116}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--text);font:16px/1.5 system-ui,sans-serif}
main,header,footer{max-width:1080px;margin:0 auto;padding:0 16px}
header{padding-top:20px}
h1{font-size:1.6rem;margin:0 0 4px}
h2{font-size:1.2rem;margin:28px 0 4px}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
summary:focus-visible{outline-offset:-3px}
.skip{position:absolute;left:-999px}
.skip:focus{left:16px;top:8px;background:var(--back);padding:8px}
.hint,.meta,footer p{color:var(--faint);margin:0 0 8px;font-size:.9rem}
footer{padding-top:16px;padding-bottom:24px}
.counts{display:flex;flex-wrap:wrap;gap:8px;padding:0;margin:12px 0;list-style:none}
.counts li{padding:6px 12px;border-radius:6px;border:1px solid var(--line)}
.counts strong{font-size:1.2rem}
.safe{--own:var(--safe);--own-back:var(--safe-back)}
.warned{--own:var(--warned);--own-back:var(--warned-back)}
.blocked,.quarantined{--own:var(--blocked);--own-back:var(--blocked-back)}
.counts .safe,.counts .warned,.counts .blocked,.badge{background:var(--own-back);color:var(--own);border-color:var(--own)}
nav a{display:inline-block;padding:4px 12px 4px 0}
.scroll{overflow:auto;max-height:75vh;border:1px solid var(--line);border-radius:6px;background:var(--soft)}
svg{display:block}
svg text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:var(--text)}
.node rect{fill:var(--own-back);stroke:var(--own);stroke-width:1.2}
.node text{fill:var(--own)}
.node:focus-visible,.dot:focus-visible{outline:none}
.node:focus-visible rect,.dot:focus-visible circle{stroke:var(--link);stroke-width:3.5}
.dot circle{fill:var(--own-back);stroke:var(--own);stroke-width:2}
.axis{fill:none;stroke:var(--faint)}
.edge{fill:none;stroke:var(--faint);stroke-opacity:.55;marker-end:url(#tip)}
.tip{fill:var(--faint)}
.graph.picking .node:not(.near),.graph.picking .edge:not(.near){opacity:.18}
.graph.picking .edge.near{stroke:var(--link);stroke-opacity:1;stroke-width:1.8}
.controls{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;margin:8px 0 12px}
.controls input[type=search]{font:inherit;padding:8px 10px;border:1px solid var(--faint);border-radius:6px;background:var(--back);color:inherit;width:min(100%,320px)}
.controls fieldset{border:0;padding:0;margin:0;display:flex;flex-wrap:wrap;gap:4px 14px}
.controls legend{position:absolute;left:-999px}
.controls label{display:inline-flex;gap:6px;align-items:center;min-height:32px}
.controls input[type=checkbox]{width:18px;height:18px}
.package{border:1px solid var(--line);border-left:5px solid var(--own);border-radius:6px;margin:0 0 6px;scroll-margin-top:8px}
.package>summary{padding:9px 12px;cursor:pointer;overflow-wrap:anywhere}
.badge{display:inline-block;border:1px solid;border-radius:4px;padding:0 7px;font-size:.85rem;white-space:nowrap}
.name{font-weight:600}
.reason{color:var(--faint)}
.body{padding:4px 16px 12px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 14px;margin:0 0 10px;font-size:.92rem}
dt{color:var(--faint)}
dd{margin:0;overflow-wrap:anywhere;min-width:0}
code,pre{font:.88em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
pre{background:var(--soft);border:1px solid var(--line);border-radius:4px;padding:8px 10px;margin:6px 0;white-space:pre-wrap}
.findings{list-style:none;padding:0;margin:0}
.finding{border-top:1px solid var(--line);padding:8px 0}
.finding p{margin:2px 0;overflow-wrap:anywhere}
.severity{font-weight:700;text-transform:uppercase;font-size:.78rem;letter-spacing:.03em}
.severity.critical,.severity.high{color:var(--blocked)}
.severity.medium{color:var(--warned)}
.rule,.why,.place{color:var(--faint);font-size:.92rem}
.trace{margin:4px 0;font-size:.92rem}
[hidden]{display:none!important}
@media (max-width:600px){dl{grid-template-columns:1fr}dt{margin-top:6px}.body{padding:4px 12px 10px}}
@media print{.controls,.skip{display:none}.scroll{max-height:none;overflow:visible}}
`;
