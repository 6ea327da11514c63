var Ft=0,z=o=>`localchange-${o}-${++Ft}-${Math.random().toString(36).slice(2,7)}`;function r(o,t={},...s){let n=document.createElement(o);for(let[e,l]of Object.entries(t))l==null||l===!1||(e.startsWith("on")?n.addEventListener(e.slice(2),l):e==="class"?n.className=l:n.setAttribute(e,l===!0?"":l));return n.append(...s.flat().filter(e=>e!=null)),n}function st(o,t,s={}){let n=r("div",{class:"lc-folded"}),e=r("details",s,r("summary",{},o),n);return e.refill=()=>{e.open&&n.replaceChildren(...[t()].flat())},e.addEventListener("toggle",e.refill),e}var ft=`.lc-root {
  --lc-paper: var(--jp-layout-color0, #fff);
  --lc-ink: #1f2933;
  --lc-muted: #5b6570;
  --lc-faint: #d5dae0;
  --lc-one: #0f5499;
  --lc-two: #a0193f;
  --lc-three: #0b6e6e;
  --lc-four: #8a5300;
  --lc-five: #6b3fa0;
  --lc-band: #b9c6d4;
  --lc-wash: #f3f5f7;
  color: var(--lc-ink);
  background: var(--lc-paper);
  font-family: var(--jp-ui-font-family, system-ui, sans-serif);
  font-size: 14px;
  line-height: 1.45;
  max-width: 1180px;
  padding: 4px 2px 8px;
  container-type: inline-size;
  position: relative;
}
body[data-jp-theme-light="false"] .lc-root:not(.lc-light) {
  --lc-paper: var(--jp-layout-color0, #111);
  --lc-ink: #e8ebee;
  --lc-muted: #a9b3bd;
  --lc-faint: #3b444d;
  --lc-one: #7db8f2;
  --lc-two: #ff8fa8;
  --lc-three: #5fd0c5;
  --lc-four: #f0b35a;
  --lc-five: #c6a4f5;
  --lc-band: #46566a;
  --lc-wash: #1c2227;
}
/* For the moment in which a picture is copied for a document, which is printed on white. */
.lc-root.lc-light { --lc-paper: #fff; }
.lc-root p { margin: 0 0 6px; overflow-wrap: anywhere; }
.lc-title { font-size: 18px; font-weight: 700; line-height: 1.25; }
.lc-subtitle, .lc-caption { color: var(--lc-muted); max-width: 78ch; }
.lc-words { max-width: 78ch; min-height: 2.9em; padding: 8px 12px; background: var(--lc-wash); border-left: 4px solid var(--lc-one); }
.lc-source, .lc-quiet, .lc-says { color: var(--lc-muted); font-size: 12.5px; }
.lc-source { margin-top: 8px !important; }
.lc-panel { font-weight: 700; margin: 8px 0 0 !important; }
.lc-panel .lc-says { font-weight: 400; }
.lc-keys { display: inline-flex; flex-wrap: wrap; gap: 2px 14px; margin-left: 14px; font-weight: 400; font-size: 12.5px; }
.lc-keys > span { display: inline-flex; align-items: center; gap: 5px; }
.lc-swatch { display: inline-block; box-sizing: border-box; width: 18px; height: 11px; border: 1px solid var(--lc-own); }
.lc-swatch-solid { background: var(--lc-own); }
.lc-swatch-soft { background: color-mix(in srgb, var(--lc-own) 35%, var(--lc-paper)); }
.lc-swatch-hatch { background: repeating-linear-gradient(-45deg, var(--lc-own) 0 2px, var(--lc-paper) 2px 5px); }
.lc-swatch-dense { background: repeating-linear-gradient(45deg, var(--lc-own) 0 3px, var(--lc-paper) 3px 4.5px); }
.lc-swatch-dashed { height: 0; border: 0; border-top: 2px dashed var(--lc-own); }
.lc-swatch-whisker { width: 0; height: 14px; border: 0; border-left: 2px solid var(--lc-own); }
.lc-swatch-frame { border-width: 2px; }
.lc-swatch-wash { border: 0; background: var(--lc-own); opacity: 0.3; }
.lc-banner { font-weight: 700; padding: 6px 12px; border: 2px solid var(--lc-four); }
.lc-banner[hidden] { display: none; }
.lc-notice:empty { margin: 0; }
.lc-notice { font-weight: 600; }
.lc-svg { display: block; max-width: 100%; }
.lc-svg [data-mark="y-grid"] { color: var(--lc-muted); stroke-opacity: 0.25; }

.lc-columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 20px; align-items: start; }
.lc-columns > * { min-width: 0; }
/* Handles and picture stand side by side as long as there is any room, so that one is seen while the other moves. */
@container (min-width: 500px) {
  .lc-columns { grid-template-columns: minmax(170px, 0.5fr) minmax(0, 1fr); gap: 14px; }
}
@container (min-width: 820px) {
  .lc-columns { grid-template-columns: minmax(250px, 300px) minmax(0, 1fr); gap: 20px; }
}

.lc-fieldset, .lc-choices { border: 0; margin: 0 0 8px; padding: 0; min-width: 0; }
.lc-fieldset > legend { font-weight: 700; padding: 0; }
.lc-choices > legend { font-weight: 400; padding: 0; color: var(--lc-muted); }
.lc-handle { padding: 8px 0 4px; border-top: 1px solid var(--lc-faint); }
.lc-handle-head { display: flex; justify-content: space-between; gap: 8px; font-weight: 600; }
.lc-value { font-variant-numeric: tabular-nums; text-align: right; color: var(--lc-one); }
.lc-handle input[type="range"] { width: 100%; height: 26px; margin: 0; accent-color: var(--lc-one); }
.lc-handle select { width: 100%; }
.lc-handle .lc-ends { display: flex; justify-content: space-between; font-size: 11.5px; color: var(--lc-muted); margin-top: -3px; }
.lc-handle .lc-says { margin: 0; }

.lc-root button, .lc-root select, .lc-root input[type="text"] {
  font: inherit; color: var(--lc-ink); background: var(--lc-paper);
  border: 1px solid var(--lc-muted); border-radius: 3px; padding: 4px 10px; min-height: 30px; box-sizing: border-box;
}
.lc-root button { cursor: pointer; }
.lc-root button:hover { background: var(--lc-wash); }
.lc-root button[aria-disabled="true"] { color: var(--lc-muted); border-style: dashed; cursor: default; }
.lc-root button.lc-main { background: var(--lc-one); color: var(--lc-paper); border-color: var(--lc-one); font-weight: 700; padding: 7px 16px; }
.lc-root button.lc-small { font-size: 13px; padding: 2px 8px; min-height: 26px; }
.lc-root :focus-visible { outline: 3px solid var(--lc-four); outline-offset: 2px; }
.lc-row { display: flex; flex-wrap: wrap; gap: 6px 8px; align-items: center; margin: 8px 0; }
.lc-share { flex: 1 1 22em; min-width: 0; font-family: var(--jp-code-font-family, monospace) !important; font-size: 12.5px !important; }
.lc-slot input { flex: 0 1 15em; min-width: 0; }
.lc-tools { margin-top: 0; }
.lc-main { margin: 4px 0 10px; }

.lc-choices { display: flex; flex-wrap: wrap; gap: 2px 18px; align-items: center; }
.lc-choices > legend { float: left; margin-right: 12px; }
.lc-choice { display: inline-flex; align-items: center; gap: 6px; min-height: 28px; cursor: pointer; }
.lc-choice input { width: 18px; height: 18px; margin: 0; accent-color: var(--lc-one); }
.lc-key { width: 24px; border-top: 3px solid var(--lc-own); }
.lc-key-dashed { border-top-style: dashed; }
.lc-key-dotted { border-top-style: dotted; }

.lc-details { border-top: 1px solid var(--lc-faint); }
.lc-details > summary { cursor: pointer; padding: 6px 0; font-weight: 600; min-height: 24px; }
.lc-folded { padding: 2px 0 10px; }
.lc-folded p { max-width: 78ch; }
.lc-scroll { position: relative; overflow: auto; max-height: 420px; margin: 4px 0; }
.lc-whole { max-height: none; }
.lc-root table.lc-table { border-collapse: collapse; font-size: 13px; margin: 0; color: var(--lc-ink); background: none; border: 0; }
.lc-root .lc-table caption { text-align: left; color: var(--lc-muted); padding: 4px 0; caption-side: top; }
.lc-root .lc-table th, .lc-root .lc-table td {
  text-align: right; padding: 4px 10px; border: 0; border-bottom: 1px solid var(--lc-faint);
  font-variant-numeric: tabular-nums; vertical-align: top; background: none; white-space: normal; max-width: none;
}
.lc-root .lc-table tr { background: none; }
.lc-root .lc-table th[scope="row"], .lc-root .lc-table thead th:first-child { text-align: left; font-weight: 600; }
.lc-root .lc-table thead th { border-bottom: 2px solid var(--lc-ink); position: sticky; top: 0; background: var(--lc-paper); }
.lc-root .lc-told td { text-align: left; }
.lc-root .lc-outputs { width: 100%; }
.lc-root .lc-outputs tbody th { min-width: 150px; }
.lc-outputs th .lc-says { display: block; font-weight: 400; }
.lc-root .lc-outputs td.lc-says, .lc-root .lc-outputs td.lc-change, .lc-root .lc-outputs th { text-align: left; }
.lc-root .lc-outputs td.lc-says span { display: block; }
.lc-root .lc-outputs td.lc-now, .lc-root .lc-outputs td.lc-now + td { white-space: nowrap; }
.lc-root .lc-outputs td.lc-now { font-weight: 700; font-size: 15px; }
.lc-strip { display: block; }
.lc-strip-line { stroke: var(--lc-muted); stroke-width: 1; }
.lc-strip-move { stroke: var(--lc-one); stroke-width: 3; }
.lc-strip-baseline { fill: var(--lc-paper); stroke: var(--lc-ink); stroke-width: 1.5; }
.lc-strip-now { fill: var(--lc-one); }
.lc-strip-band { fill: var(--lc-band); }
.lc-legend { color: var(--lc-muted); font-size: 12.5px; display: flex; gap: 6px; align-items: center; margin-top: 4px !important; }
.lc-legend span { display: inline-block; width: 10px; height: 10px; }
.lc-legend-now { background: var(--lc-one); border-radius: 50%; }
.lc-legend-baseline { border: 1.5px solid var(--lc-ink); transform: rotate(45deg) scale(0.8); margin-left: 10px; }
.lc-legend-band { background: var(--lc-band); width: 18px !important; margin-left: 10px; }
.lc-stage { position: absolute; left: 0; top: 0; width: 860px; visibility: hidden; pointer-events: none; }
.lc-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (prefers-reduced-motion: no-preference) { .lc-strip-now { transition: cx 0.15s; } }
@container (max-width: 819px) {
  .lc-columns { font-size: 13px; }
  .lc-columns .lc-says { font-size: 12px; line-height: 1.35; }
  .lc-tools button { font-size: 13px; padding: 3px 8px; min-height: 28px; }
  .lc-handle .lc-ends { display: none; }
  .lc-scale { display: none !important; }
}
`;var gt="data-lm-suppress-shortcuts";function wt(o){o.setAttribute(gt,"true"),o.addEventListener("focusin",t=>t.target.setAttribute(gt,"true")),o.addEventListener("beforeinput",t=>t.stopPropagation(),{capture:!0}),o.addEventListener("keydown",t=>{if(!(t.ctrlKey||t.metaKey)||t.altKey||t.key.toLowerCase()!=="s")return;t.preventDefault();let{key:s,code:n,keyCode:e,ctrlKey:l,metaKey:i,shiftKey:d}=t,a={key:s,code:n,keyCode:e,ctrlKey:l,metaKey:i,shiftKey:d,bubbles:!0,cancelable:!0};o.closest(".jp-Cell, .jp-Notebook")?.dispatchEvent(new KeyboardEvent("keydown",a))})}function bt(){return()=>{}}var xt=`.lcw-list { list-style: none; margin: 0; padding: 0; }
.lcw-list > li { display: flex; gap: 8px; align-items: flex-start; padding: 6px 8px; margin: 0 0 4px; border: 1px solid var(--lc-faint); border-left: 6px solid var(--lc-one); background: var(--lc-paper); cursor: grab; }
.lcw-list > li.lcw-late { border-left-style: double; border-left-color: var(--lc-two); }
.lcw-list > li.lcw-at { outline: 3px solid var(--lc-four); outline-offset: -1px; }
.lcw-place { font-weight: 700; min-width: 1.2em; text-align: right; }
.lcw-job { flex: 1; min-width: 0; }
.lcw-job > * { display: block; }
.lcw-needs { color: var(--lc-muted); font-size: 12.5px; }
.lcw-fate { font-size: 12.5px; font-weight: 600; }
.lcw-moves { display: flex; flex-direction: column; gap: 3px; }
.lc-root button.lcw-move { min-width: 28px; min-height: 26px; padding: 0 6px; }
.lcw-how { color: var(--lc-muted); font-size: 12.5px; }
.lcw-clock { display: flex; gap: 14px; align-items: center; flex-wrap: wrap; }
.lcw-clock > div { flex: 1 1 240px; }
.lcw-dial { flex: none; }
.lcw-time { font-weight: 600; min-height: 1.4em; }
@container (min-width: 820px) { .lcw-root .lcw-columns { grid-template-columns: minmax(300px, 380px) minmax(0, 1fr); } }
.lcw-points { font-variant-numeric: tabular-nums; }
.lcw-work { width: 100%; }
.lcw-work td:first-child, .lcw-work th { text-align: left !important; }
`;var Kt={f8:Float64Array,f4:Float32Array,i4:Int32Array};function Bt(o){if(Array.isArray(o))return o;let{kind:t,data:s}=o,n=s.buffer?s:new DataView(s),e=n.buffer.slice(n.byteOffset,n.byteOffset+n.byteLength);return new Kt[t](e)}function yt(o){let t={};for(let[s,n]of Object.entries(o??{}))t[s]=Bt(n);return t}var q="http://www.w3.org/2000/svg",Ut=["fill","stroke","color","font-family","font-size","font-weight","text-anchor","stroke-dasharray"];function W(o,t,s){let n=URL.createObjectURL(t instanceof Blob?t:new Blob([t],{type:s})),e=Object.assign(document.createElement("a"),{href:n,download:o});document.body.append(e),e.click(),e.remove(),setTimeout(()=>URL.revokeObjectURL(n),1e4)}function It(o){let t=o.cloneNode(!0),s=[o,...o.querySelectorAll("*")],n=[t,...t.querySelectorAll("*")];return s.forEach((e,l)=>{let i=getComputedStyle(e),d=n[l].style;for(let a of Ut)d.setProperty(a,i.getPropertyValue(a));d.removeProperty("overflow")}),t.querySelectorAll("style").forEach(e=>e.remove()),t}function kt(o,t,s,n,e){let l=document.createElementNS(q,"text"),i={x:12,y:t,"font-size":s,"font-weight":n,"font-family":"sans-serif",fill:e};for(let[d,a]of Object.entries(i))l.setAttribute(d,a);return l.textContent=o,l}function _t(o,t){let s=[""];for(let n of o.split(" "))`${s.at(-1)} ${n}`.length>t&&s.at(-1)&&s.push(""),s[s.length-1]=`${s.at(-1)} ${n}`.trim();return s}function Wt(o,t,s){let n=document.createElementNS(q,"g"),e=12,l=t;for(let{look:i,colour:d,label:a}of o){let u=30+a.length*6.6;e+u>s&&(e=12,l+=18);let h=document.createElementNS(q,i==="dashed"||i==="whisker"?"line":"rect"),m={x:e,y:l-10,width:18,height:11,stroke:d},v={dashed:{x1:e,x2:e+18,y1:l-4,y2:l-4,stroke:d,"stroke-width":2,"stroke-dasharray":"5 3"},whisker:{x1:e+9,x2:e+9,y1:l-11,y2:l+2,stroke:d,"stroke-width":2},soft:{...m,fill:d,"fill-opacity":.35},wash:{...m,fill:d,"fill-opacity":.3,stroke:"none"},frame:{...m,fill:"none","stroke-width":2},hatch:{...m,fill:"none","stroke-width":1.5,"stroke-dasharray":"3 2"},dense:{...m,fill:d,"fill-opacity":.75,"stroke-width":1.5,"stroke-dasharray":"3 2"}}[i]??{...m,fill:d};for(let[x,p]of Object.entries(v))h.setAttribute(x,p);let w=kt(a,l,12,400,"currentColor");w.setAttribute("x",e+24),n.append(h,w),e+=u}return{group:n,bottom:l}}function vt(o,t,s,n){let e=o.closest(".lc-root");e.classList.add("lc-light");try{return Vt(o,t,s,n)}finally{e.classList.remove("lc-light")}}function Vt(o,t,s,n){let e=[...o.querySelectorAll("svg.lc-svg")],l=getComputedStyle(o),i=w=>l.getPropertyValue(`--lc-${w}`).trim(),d=Math.max(...e.map(w=>w.getBoundingClientRect().width))+24,a=document.createElementNS(q,"svg");a.setAttribute("xmlns",q),a.setAttribute("color",i("ink"));let u=document.createElementNS(q,"rect");a.append(u);let h=12,m=(w,x,p)=>{for(let f of _t(w,Math.floor((d-24)/(x*.53))))h+=x*1.35,a.append(kt(f,h,x,p,i("ink")))};m(t,17,700),s&&m(s,13,400),h+=10;for(let w of e){let x=w.getBoundingClientRect();if(w.dataset.heading&&(m(w.dataset.heading,13,700),h+=6),w.dataset.key){let y=JSON.parse(w.dataset.key).map(F=>({...F,colour:i(F.colour)})),{group:$,bottom:P}=Wt(y,h+12,d);a.append($),h=P+8}let p=It(w),f={x:12,y:h,width:x.width,height:x.height};for(let[y,$]of Object.entries(f))p.setAttribute(y,$);a.append(p),h+=x.height+6}for(let w of n)m(w,11,400);h=Math.ceil(h+14),a.setAttribute("width",d),a.setAttribute("height",h),a.setAttribute("viewBox",`0 0 ${d} ${h}`);let v={width:d,height:h,fill:i("paper")};for(let[w,x]of Object.entries(v))u.setAttribute(w,x);return new XMLSerializer().serializeToString(a)}async function $t(o){let t=new Image,s=URL.createObjectURL(new Blob([o],{type:"image/svg+xml"}));try{await new Promise((l,i)=>{t.onload=l,t.onerror=()=>i(new Error("The picture could not be made. Try SVG instead.")),t.src=s});let n=document.createElement("canvas");n.width=t.width*2,n.height=t.height*2;let e=n.getContext("2d");return e.scale(2,2),e.drawImage(t,0,0),await new Promise(l=>n.toBlob(l,"image/png"))}finally{URL.revokeObjectURL(s)}}var Gt=["Jan","Feb","Mar","Apr","May","Jun","Jul","Aug","Sep","Oct","Nov","Dec"],lt=(o,t=0)=>o.toLocaleString("en-GB",{minimumFractionDigits:t,maximumFractionDigits:t}),Ht={percent:o=>`${(100*o).toFixed(1)}%`,percent0:o=>`${Math.round(100*o)}%`,number:o=>lt(o),number1:o=>lt(o,1),minutes:o=>`${lt(o)} min`,month:o=>`${Gt[new Date(o).getUTCMonth()]} ${new Date(o).getUTCFullYear()}`,year:o=>`${new Date(o).getUTCFullYear()}`,text:o=>`${o}`,hours:o=>o%60===0?`${o/60} h`:""};function D(o,t){return o==null||Number.isNaN(o)?"not known":Ht[t](o)}function At(o,t){return o==null||Number.isNaN(o)?"":t==="month"?new Date(o).toISOString().slice(0,10):`${o}`}var St=(o,t)=>Math.max(0,...t.map(s=>o[s.column]?.length??0));function V(o,t,s){let n=[];for(let e=0;e<St(s,t);e++)n.push(r("tr",{},t.map((l,i)=>r(i?"td":"th",i?{}:{scope:"row"},D(s[l.column]?.[e],l.format)))));return r("div",{class:"lc-scroll",tabindex:"0",role:"region","aria-label":o},r("table",{class:"lc-table"},r("caption",{},o),r("thead",{},r("tr",{},t.map(e=>r("th",{scope:"col"},e.heading)))),r("tbody",{},n)))}var rt=o=>/[",\n]/.test(o)?`"${o.replaceAll('"','""')}"`:o;function Et(o,t,s=[]){let n=s.map(e=>rt(`# ${e}`));n.push(o.map(e=>rt(e.heading)).join(","));for(let e=0;e<St(t,o);e++)n.push(o.map(l=>rt(At(t[l.column]?.[e],l.format))).join(","));return`${n.join(`\r
`)}\r
`}var Jt=860;function Ot(o,t){let s=(e,l,i)=>r("button",{type:"button",class:"lc-small","data-download":l,onclick:i},e),n=e=>{let l=r("div",{class:"lc-stage","aria-hidden":"true"},e.draw(Jt));e.root.append(l);try{return vt(l,e.title,e.subtitle,e.notes)}finally{l.remove()}};return r("div",{class:"lc-row",role:"group","aria-label":"Download"},r("span",{class:"lc-quiet"},"Download:"),s("Figures (CSV)","csv",()=>{let e=o();W(`${e.name}.csv`,Et(e.heads,e.columns,[...e.notes,...e.alsoNotes??[]]),"text/csv;charset=utf-8"),t("The figures are in your downloads folder.")}),s("Picture (PNG)","png",async()=>{let e=o();try{W(`${e.name}.png`,await $t(n(e))),t("The picture is in your downloads folder.")}catch(l){t(l.message)}}),s("Picture (SVG)","svg",()=>{let e=o();W(`${e.name}.svg`,n(e),"image/svg+xml"),t("The picture is in your downloads folder.")}))}var Yt="http://www.w3.org/2000/svg",K=(o,t)=>{let s=document.createElementNS(Yt,o);for(let[n,e]of Object.entries(t))s.setAttribute(n,e);return s};function Ct(o,t,s){let e=i=>{let d=(i-o.low)/(o.high-o.low);return 8+Math.min(1,Math.max(0,d))*134},l=K("svg",{width:150,height:26,viewBox:"0 0 150 26","aria-hidden":"true",class:"lc-strip"});for(let i of o.published??[]){let d=e(i.low),a=Math.max(e(i.high),d+3);l.append(K("rect",{x:d,y:4,width:a-d,height:18,class:"lc-strip-band"}))}if(l.append(K("line",{x1:8,x2:142,y1:13,y2:13,class:"lc-strip-line"})),Number.isFinite(t)&&Number.isFinite(s)){l.append(K("line",{x1:e(s),x2:e(t),y1:13,y2:13,class:"lc-strip-move"}));let i=e(s);l.append(K("path",{d:`M${i-5},13 L${i},8 L${i+5},13 L${i},18 Z`,class:"lc-strip-baseline"})),l.append(K("circle",{cx:e(t),cy:13,r:5,class:"lc-strip-now"}))}return l}var Mt="On a scale",G=class{constructor(t){this.specs=t,this.cells={};let s=t.map(e=>{let l={now:r("td",{class:"lc-now","data-output":e.key}),baseline:r("td"),change:r("td",{class:"lc-change"}),strip:r("td",{class:"lc-scale"})};this.cells[e.key]=l;let i=r("th",{scope:"row"},e.label,r("span",{class:"lc-says"},e.sentence??"")),d=r("td",{class:"lc-says"},(e.published??[]).map(a=>r("span",{},a.label)));return r("tr",{},i,l.now,l.baseline,l.change,l.strip,d)}),n=["Output","Now","Baseline","Change from baseline",Mt,"Published"];this.element=r("div",{class:"lc-scroll lc-whole",tabindex:"0",role:"region","aria-label":"Headline outputs"},r("table",{class:"lc-table lc-outputs"},r("caption",{class:"lc-hidden"},"Headline outputs, now and at the baseline"),r("thead",{},r("tr",{},n.map(e=>r("th",{scope:"col",class:e===Mt?"lc-scale":null},e)))),r("tbody",{},s)),r("p",{class:"lc-legend lc-scale"},r("span",{class:"lc-legend-now","aria-hidden":"true"}),"now ",r("span",{class:"lc-legend-baseline","aria-hidden":"true"}),"baseline ",r("span",{class:"lc-legend-band","aria-hidden":"true"}),"published range"))}set(t){for(let s of this.specs){let n=this.cells[s.key],e=t.now[s.key],l=t.baseline[s.key];n.now.textContent=D(e,s.format),n.baseline.textContent=D(l,s.format),n.change.textContent=t.words[s.key]??"",n.strip.replaceChildren(Ct(s,e,l))}}};var Tt=(o,t)=>{let s=(o.names??[]).find(l=>l[0]===t);if(s)return s[1];let n=Number.isInteger(o.step)?0:String(o.step).split(".")[1].length,e=Number(t).toFixed(n);return o.unit==="%"?`${e}%`:`${e} ${o.unit}`.trim()};var H=class{constructor(t,s){this.spec=t,this.rows=t.slots.map((n,e)=>{let l=z("slot"),i=r("input",{type:"text",id:l,value:n,maxlength:40,autocomplete:"off"}),d=(u,h,m={})=>r("button",{type:"button",class:"lc-small",onclick:h,...m},u),a={input:i,keep:d("Keep the settings shown",()=>s({do:"keep",slot:e,name:i.value}),{"data-keep":e}),show:d("Show these again",()=>s({do:"show",slot:e}),{"data-show":e,"aria-disabled":"true"})};return a.keep.setAttribute("aria-describedby",l),a.show.setAttribute("aria-describedby",l),a.element=r("div",{class:"lc-row lc-slot"},r("label",{for:l},`Name of scenario ${e+1}`),i,a.keep,a.show),a}),this.compare=r("div"),this.element=r("div",{},this.rows.map(n=>n.element),this.compare)}set(t){t.slots.forEach((s,n)=>{let e=this.rows[n];e.show.setAttribute("aria-disabled",s?"false":"true"),s&&document.activeElement!==e.input&&(e.input.value=s.name)}),this.compare.replaceChildren(this.table(t))}table(t){let s=[{name:"Baseline",setting:t.baseline,outputs:t.outputs.baseline},{name:"Shown now",setting:t.setting,outputs:t.outputs.now},...t.slots.filter(Boolean)],n=(e,l)=>r("tr",{},r("th",{scope:"row"},e),s.map(i=>r("td",{},l(i))));return r("div",{class:"lc-scroll",tabindex:"0",role:"region","aria-label":"Scenarios compared"},r("table",{class:"lc-table lc-compare"},r("caption",{},"Settings and outcomes side by side"),r("thead",{},r("tr",{},r("th",{scope:"col"},"What"),s.map(e=>r("th",{scope:"col"},e.name)))),r("tbody",{},this.spec.handles.map(e=>n(e.label,l=>Tt(e,l.setting[e.key]))),this.spec.outputs.map(e=>n(e.label,l=>D(l.outputs[e.key],e.format))))))}};function Lt(o,t){let s=0,n=()=>{let l=Math.floor(o.clientWidth);l>0&&l!==s&&(s=l,t(l))},e=new ResizeObserver(n);return e.observe(o),n(),()=>e.disconnect()}var Zt="http://www.w3.org/2000/svg";function k(o,t={},...s){let n=document.createElementNS(Zt,o);for(let[e,l]of Object.entries(t))l!=null&&n.setAttribute(e,l);return n.append(...s),n}function at(o,t=2){let s=z("hatch"),n=k("defs",{},k("pattern",{id:s,width:6,height:6,patternUnits:"userSpaceOnUse",patternTransform:"rotate(45)"},k("rect",{width:6,height:6,style:"fill:var(--lc-paper)"}),k("rect",{width:t,height:6,style:`fill:var(--lc-${o})`})));return{fill:`url(#${s})`,definition:n}}var B=92,J=class{constructor(){let t=B/2,s=n=>k("line",{x1:t,x2:t,y1:5,y2:n%3?9:13,transform:`rotate(${30*n} ${t} ${t})`,style:"stroke:var(--lc-ink);stroke-width:1.5"});this.hour=k("line",{x1:t,x2:t,y1:t,y2:24,style:"stroke:var(--lc-ink);stroke-width:4;stroke-linecap:round"}),this.minute=k("line",{x1:t,x2:t,y1:t,y2:11,style:"stroke:var(--lc-four);stroke-width:2.5;stroke-linecap:round",class:"lcw-minute-hand"}),this.element=k("svg",{width:B,height:B,viewBox:`0 0 ${B} ${B}`,"aria-hidden":"true",class:"lcw-dial"},k("circle",{cx:t,cy:t,r:t-3,style:"fill:var(--lc-paper);stroke:var(--lc-ink);stroke-width:2"}),...Array.from({length:12},(n,e)=>s(e)),this.hour,this.minute),this.set(540)}set(t){let s=B/2;this.hour.setAttribute("transform",`rotate(${t/2} ${s} ${s})`),this.minute.setAttribute("transform",`rotate(${6*t} ${s} ${s})`),this.element.dataset.minutes=String(Math.round(t))}};var Y=class{constructor(t,s,n){this.order=t.map(e=>e.key),this.changed=s,this.heard=n,this.rows={},this.dragged=null,this.element=r("ol",{class:"lcw-list"});for(let e of t)this.rows[e.key]=this.row(e);this.draw()}row(t){let s=r("span",{class:"lcw-place","aria-hidden":"true"}),n=r("span",{class:"lcw-fate"}),e=(u,h,m)=>r("button",{type:"button",class:"lc-small lcw-move","aria-label":`Move ${m}: ${t.label}`,"data-move":m,onclick:()=>this.move(t.key,u)},r("span",{"aria-hidden":"true"},h)),l=e(-1,"▲","up"),i=e(1,"▼","down"),d=`${t.minutes} min${t.block?", undisturbed":""} · due ${t.due_words} · ${t.cost} ${t.cost===1?"point":"points"}`,a=r("li",{"data-job":t.key,draggable:"true"},s,r("span",{class:"lcw-job"},r("strong",{},t.label),r("span",{class:"lcw-needs"},d),n),r("span",{class:"lcw-moves"},l,i));return a.addEventListener("keydown",u=>{let h={ArrowUp:-1,ArrowDown:1}[u.key];!h||u.ctrlKey||u.altKey||u.metaKey||(u.preventDefault(),this.move(t.key,h))}),a.addEventListener("dragstart",u=>{this.dragged=t.key,u.dataTransfer.effectAllowed="move",u.dataTransfer.setData("text/plain",t.label)}),a.addEventListener("dragover",u=>this.dragged&&u.preventDefault()),a.addEventListener("drop",u=>{u.preventDefault(),this.dragged&&this.put(this.dragged,this.order.indexOf(t.key)),this.dragged=null}),a.addEventListener("dragend",()=>this.dragged=null),{element:a,place:s,fate:n,up:l,down:i,job:t}}move(t,s){let n=this.order.indexOf(t)+s;if(n<0||n>=this.order.length){this.heard(`${this.rows[t].job.label} is ${s<0?"first":"last"} already.`);return}this.put(t,n)}put(t,s){let n=this.order.indexOf(t);if(n===s)return;let e=document.activeElement;this.order.splice(s,0,this.order.splice(n,1)[0]),this.draw(),this.element.contains(e)&&e.focus(),this.changed([...this.order],t)}set(t,s){this.order=[...t];let n=document.activeElement;this.draw(),this.element.contains(n)&&n.focus();for(let[e,l]of Object.entries(s)){let{fate:i,element:d}=this.rows[e];i.textContent=`${l.late?"✗ late":"✓ in time"}: done ${l.done_words}`,d.classList.toggle("lcw-late",l.late)}}mark(t){for(let[s,{element:n}]of Object.entries(this.rows))n.classList.toggle("lcw-at",s===t)}draw(){this.order.forEach((t,s)=>{let{element:n,place:e,up:l,down:i}=this.rows[t];e.textContent=s+1,l.setAttribute("aria-disabled",String(s===0)),i.setAttribute("aria-disabled",String(s===this.order.length-1)),this.element.children[s]!==n&&this.element.insertBefore(n,this.element.children[s]??null)})}};var Z=class{constructor(t,s,n){this.send=t,this.asked=n,this.waiting=s,this.seq=0,this.flying=null,this.next=[]}ask(t){let s=this.next.at(-1);t.do==="edit"&&s?.do==="edit"&&this.next.pop();let n=++this.seq;return this.next.push({...t,seq:n}),performance.mark(`localchange:asked:${n}`),this.asked(n),this.go(),n}answered(t){this.flying!==null&&t>=this.flying&&(this.flying=null,clearTimeout(this.timer),this.waiting(!1)),this.go()}forget(){clearTimeout(this.timer),this.flying=null,this.next=[]}get busy(){return this.flying!==null||this.next.length>0}go(){if(this.flying!==null||!this.next.length)return;let t=this.next.shift();this.flying=t.seq,this.timer=setTimeout(()=>this.waiting(!0),1500),this.send(t)}};var Xt="The lab has stopped. Choose Run in the menu at the top, then Run All Cells.",M=(o,t,s={})=>r("button",{type:"button",onclick:t,...s},o),it=(o,...t)=>r("div",{class:"lc-row lc-tools",role:"group","aria-label":o},...t);function Nt({root:o,raw:t,model:s}){let n=z("lab"),e=r("p",{class:"lc-notice",role:"status","data-lab":"notice"}),l=a=>{e.textContent!==a&&(e.textContent=a)},i=new Z(a=>{if(t.comm_live)return s.send({...a,from:n});i.forget(),l(Xt)},a=>{o.setAttribute("aria-busy",String(a)),l(a?"Still working. If nothing changes, choose Run, then Run All Cells, and try again.":"")},a=>o.dataset.asked=String(a));return{asking:i,notice:e,tell:l,answered:a=>{let u=a.asked?.from===n?a.asked.seq:null;return u!==null&&i.answered(u),a.notice?l(a.notice):u!==null&&l(""),u}}}var Qt=34,ct=46,T=20;function U(o,t,s,{hand:n=null,alt:e,row:l=Qt}={}){let i=[...o.days,"After"],d=T+l*i.length+4,a=p=>ct+(s-ct-6)*p/o.day,u=at("band",3),h=at("two",2),m=k("svg",{width:s,height:d,viewBox:`0 0 ${s} ${d}`,role:"img","aria-label":e,class:"lc-svg lcw-week","font-size":12,"font-family":"inherit"},u.definition,h.definition),v=(p,f,y,$={})=>k("text",{x:p,y:f,style:"fill:var(--lc-ink)",...$},y),w=(p,f,y,$)=>k("rect",{x:a(f),y:T+p*l+3,width:Math.max(1,a(y)-a(f)),height:l-8,...$});for(let p=0;p*60<=o.day;p++){let f=a(p*60);m.append(k("line",{x1:f,x2:f,y1:T,y2:T+l*o.days.length,style:"stroke:var(--lc-faint)"})),m.append(v(f,T-6,`${o.opens/60+p}:00`,{"text-anchor":"middle","font-size":11}))}i.forEach((p,f)=>m.append(v(ct-8,T+f*l+l/2+3,p.slice(0,p==="After"?5:3),{"text-anchor":"end"})));for(let[p,f]of o.busy){let y=Math.floor(p/o.day);m.append(w(y,p-y*o.day,f-y*o.day,{fill:u.fill,style:"stroke:var(--lc-muted);stroke-width:0.75"}))}let x=0;if(t.placed.forEach((p,f)=>{let y=p.late?{fill:h.fill,style:"stroke:var(--lc-two);stroke-width:2"}:{style:"fill:var(--lc-paper);stroke:var(--lc-one);stroke-width:2"},$=`${f+1}${p.late?" ✗":""}`,P=(L,E,S)=>{m.append(w(L,E,S,y)),m.append(v((a(E)+a(S))/2,T+L*l+l/2+3,$,{"text-anchor":"middle","font-weight":700,style:"fill:var(--lc-ink);stroke:var(--lc-paper);stroke-width:4px;paint-order:stroke"}))},F=o.day*o.days.length;for(let[L,E]of p.pieces){if(L>=F){P(o.days.length,x,Math.min(x+55,o.day)),x+=60;continue}for(let S=L;S<E;){let O=Math.floor(S/o.day),R=Math.min(E,(O+1)*o.day);P(O,S-O*o.day,R-O*o.day),S=R}}}),n!==null){let p=Math.min(o.days.length,Math.max(0,Math.ceil(n/o.day)-1)),f=p<o.days.length?a(n-p*o.day):a(o.day);m.append(k("line",{x1:f,x2:f,y1:T+p*l-2,y2:T+(p+1)*l+1,class:"lcw-hand",style:"stroke:var(--lc-four);stroke-width:4"}))}return m}var jt=[{heading:"Order",column:"name",format:"text"},{heading:"Points lost",column:"cost",format:"number"},{heading:"Late",column:"late",format:"text"},{heading:"Minutes lost",column:"lost",format:"number"}],te=900;function zt({model:o,root:t,raw:s,spec:n}){let{asking:e,notice:l,tell:i,answered:d}=Nt({root:t,raw:s,model:o}),a=r("p",{class:"lc-words",role:"status","data-lab":"words"}),u=Object.fromEntries(n.jobs.map(c=>[c.key,c.label])),h=()=>o.get("view"),m=0,v=null,w=null,x=0,p=null,f=(c,g={})=>{N(),e.ask({do:c,...g})},y=new J,$=r("p",{class:"lcw-time",role:"status","data-lab":"time"}),P=c=>{let g=Math.max(0,Math.ceil(c/n.day)-1);return n.opens+c-g*n.day},F=c=>c===null?0:Math.min(h().plan.placed[c].end,n.day*n.days.length),L=()=>matchMedia("(prefers-reduced-motion: reduce)").matches,E=()=>{if(!m)return;let{plan:c,baseline_plan:g,compared:b}=h(),A=(j,_)=>r("p",{class:"lc-panel"},j,r("span",{class:"lc-says"},` ${_}`)),C=j=>`${j.cost} points lost`;et.replaceChildren(A("Your order",C(c)),U(n,c,m,{hand:w,alt:"Your week: one row a day, jobs numbered in your order. The list says when each is done."}),...b?[A("The best order",C(b.best)),U(n,b.best,m,{row:24,alt:"The best order in the week. The table says what it loses."})]:[],A("The baseline",`first come, first served: ${C(g)}`),U(n,g,m,{row:24,alt:"The week in the order in which the jobs came."}))},S=(c,g)=>{cancelAnimationFrame(x);let b=w??0,A=performance.now(),C=j=>{let _=L()?1:Math.min(1,(j-A)/500);w=b+(c-b)*_,y.set(P(w)),E(),_<1&&(x=requestAnimationFrame(C))};L()?C(A):x=requestAnimationFrame(C),g&&($.textContent=g)},O=c=>{let{plan:g}=h();if(v=c,Q.mark(c===null?null:g.order[c]),c===null)return S(0,"Monday 9:00. No job is done yet.");let b=g.placed[c],A=b.done_words==="next week"?"next week":b.done_words;S(F(c),`${c+1} of ${g.placed.length}, ${A}: ${u[b.key]} is done, ${b.late?"late":"in time"}.`)},R=c=>{let g=h().plan.placed.length-1,b=v===null?c>0?0:null:v+c;return O(b===null||b<0?null:Math.min(b,g)),v!==null&&v<g},N=()=>{clearInterval(p),p=null,X.textContent="Run the week"},X=M("Run the week",()=>{if(p)return N();v===h().plan.placed.length-1&&O(null),X.textContent="Stop",p=setInterval(()=>!R(1)&&N(),te)},{"data-do":"run"}),Q=new Y(n.jobs,(c,g)=>{N(),I=g,e.ask({do:"edit",setting:Object.fromEntries(c.map((b,A)=>[b,A+1]))})},i),I=null,tt={undo:M("Undo",()=>f("undo"),{"data-do":"undo"}),redo:M("Redo",()=>f("redo"),{"data-do":"redo"}),reset:M("Back to the baseline",()=>f("reset"),{"data-do":"reset"})},Dt=M("Compare with the best order",()=>f("compare"),{"data-do":"compare",class:"lc-main"}),pt=r("div",{"data-lab":"comparison"}),et=r("div",{class:"lc-pictures"}),ht=new G(n.outputs),ut=new H(n,({do:c,...g})=>f(c,g)),ot={},mt=st("Show the week as a table",()=>V(`${n.title}: your order`,n.table,ot),{class:"lc-details"}),nt=()=>{let c=h(),g=d(c);if(ot=yt(c.columns),e.busy||(Q.set(c.plan.order,Object.fromEntries(c.plan.placed.map(b=>[b.key,b]))),I?O(c.plan.order.indexOf(I)):g!==null&&O(null),I=null),E(),a.textContent!==c.text&&(a.textContent=c.text),ht.set(c.outputs),tt.undo.setAttribute("aria-disabled",String(!c.undo)),tt.redo.setAttribute("aria-disabled",String(!c.redo)),ut.set(c),mt.refill(),c.compared){let b=Object.fromEntries(jt.map(({column:A},C)=>[A,c.compared.rows.map(j=>j[C])]));pt.replaceChildren(r("p",{role:"status"},c.compared.says),V("Orders compared",jt,b))}t.dataset.drawn=String(g??t.dataset.drawn??0)};t.append(r("p",{class:"lc-title"},n.title),r("p",{class:"lc-subtitle"},n.subtitle),r("div",{class:"lc-columns lcw-columns"},r("div",{class:"lc-left"},r("p",{class:"lcw-how"},"First at the top. Press an arrow button, or the up and down arrow keys on it, or drag."),Q.element),r("div",{class:"lc-right"},it("Changes",Object.values(tt)),r("div",{class:"lcw-clock"},y.element,r("div",{},$,it("Walk through the week",M("Next job",()=>(N(),R(1)),{"data-do":"next"}),M("Job before",()=>(N(),R(-1)),{"data-do":"before"}),X))),et,r("p",{class:"lc-quiet"},"Numbers: places in the list. Hatched with ✗: late. Grey hatching: engagements. After: done after Friday."),a,Dt,n.hand_in?M("Hand in this order",()=>f("hand_in"),{"data-do":"hand-in",class:"lc-main"}):"",l,pt)),ht.element,r("details",{class:"lc-details","data-lab":"scenarios"},r("summary",{},"Keep and compare orders"),r("div",{class:"lc-folded"},ut.element)),mt,st("What this model assumes",()=>[...n.assumptions.sentences.map(c=>r("p",{},c)),V("Parts of the model",n.assumptions.heads.map((c,g)=>({heading:c,column:String(g),format:"text"})),Object.fromEntries(n.assumptions.heads.map((c,g)=>[String(g),n.assumptions.rows.map(b=>b[g])])))],{class:"lc-details"}),Ot(()=>({name:n.file,title:n.title,subtitle:h().text,notes:n.notes,heads:n.table,columns:ot,root:t,draw:c=>[U(n,h().plan,c,{alt:"The week"})]}),i),r("p",{class:"lc-source"},n.attribution)),o.on("change:view",nt),nt(),$.textContent="Monday 9:00. No job is done yet.";let Pt=Lt(et,c=>{m=c,E()});return()=>{N(),cancelAnimationFrame(x),Pt(),o.off("change:view",nt)}}function ee(){for(let[o,t]of[["localchange-charts",ft],["localchange-week",xt]])document.getElementById(o)||document.head.append(r("style",{id:o},t))}var dt=new WeakMap;function oe(o){if(!dt.has(o)){let t=o.get("spec");if(!t.title)throw new Error("The lab was not kept with the notebook.");dt.set(o,t),o.set({spec:{},fixed:{}})}return dt.get(o)}function ne({model:o,el:t,raw:s}){ee(),wt(t);let n=oe(s),e=r("div",{class:"lc-root lcw-root","data-lm-suppress-shortcuts":"true"});return t.append(e),n.idle?(e.append(r("p",{class:"lc-title"},n.title),r("p",{},n.idle)),()=>{}):{triage:zt,inbox:bt}[o.get("kind")]({model:o,root:e,raw:s,spec:n})}var ao={render:ne};export{ao as default,ne as render};
