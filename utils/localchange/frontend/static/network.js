var $e=0,S=e=>`localchange-${e}-${++$e}-${Math.random().toString(36).slice(2,7)}`;function o(e,t={},...n){let i=document.createElement(e);for(let[r,s]of Object.entries(t))s==null||s===!1||(r.startsWith("on")?i.addEventListener(r.slice(2),s):r==="class"?i.className=s:i.setAttribute(r,s===!0?"":s));return i.append(...n.flat().filter(r=>r!=null)),i}function Mt(e,t,n={}){let i=o("div",{class:"lc-folded"}),r=o("details",n,o("summary",{},e),i);return r.refill=()=>{r.open&&i.replaceChildren(...[t()].flat())},r.addEventListener("toggle",r.refill),r}var Pt=`.lc-root {
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
.lc-swatch-line { height: 0; border: 0; border-top: 3px solid var(--lc-own); }
.lc-swatch-dotted { height: 0; border: 0; border-top: 3px dotted var(--lc-own); }
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
.lc-root button.lc-main[aria-disabled="true"] { background: none; color: var(--lc-muted); border-color: var(--lc-muted); }
.lc-root button.lc-small { font-size: 13px; padding: 2px 8px; min-height: 26px; }
.lc-root :focus-visible { outline: 3px solid var(--lc-four); outline-offset: 2px; }
.lc-row { display: flex; flex-wrap: wrap; gap: 6px 8px; align-items: center; margin: 8px 0; }
.lc-share { flex: 1 1 22em; min-width: 0; font-family: var(--jp-code-font-family, monospace) !important; font-size: 12.5px !important; }
.lc-slot input { flex: 0 1 15em; min-width: 0; }
.lc-tools { margin-top: 0; }
.lc-main { margin: 4px 0 10px; }

.lc-group { margin: 10px 0 4px; }
.lc-group > legend { font-weight: 700; color: var(--lc-muted); padding: 4px 0; }
.lc-budget { font-weight: 700; margin: 4px 0 !important; }
.lc-root .lc-open .lc-told { width: 100%; }
.lc-root .lc-open .lc-told th { text-align: left; }

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
`;function Rt(e){for(let[t,n]of Object.entries(e)){let i=`localchange-${t}`;document.getElementById(i)||document.head.append(o("style",{id:i},n))}}var Dt=`.lct { max-width: 1180px; }
.lct-editor { display: grid; gap: 10px; margin-top: 8px; container-type: inline-size; }
.lct-editor > * { min-width: 0; }
.lct p { margin: 0 0 6px; }
.lct .lct-button, .lct select, .lct textarea, .lct input:not([type="file"]) {
  font: inherit; font-size: 15px; color: var(--ink); background: var(--paper); border: 1px solid var(--quiet); border-radius: 3px;
  padding: 3px 9px; min-height: 32px; box-sizing: border-box; max-width: 100%;
}
.lct .lct-button { cursor: pointer; }
.lct .lct-button:hover { background: var(--wash); }
.lct .lct-button[aria-disabled="true"] { color: var(--quiet); border-style: dashed; cursor: default; }
.lct .lct-button[aria-pressed="true"] { background: var(--line); color: var(--on-line); border-color: var(--line); font-weight: 600; }
.lct .lct-button.lct-main { background: var(--line); color: var(--on-line); border-color: var(--line); font-weight: 600; }
.lct .lct-button.lct-small { font-size: 14px; min-height: 28px; padding: 1px 8px; }
.lct .lct-button.lct-wide { text-align: left; width: 100%; }
.lct textarea { width: 100%; resize: vertical; padding: 5px 8px; field-sizing: content; max-height: 14em; }
.lct input:disabled, .lct textarea:disabled, .lct select:disabled { opacity: 1; color: var(--ink); background: var(--wash); border-style: dashed; }
.lct-tools { display: flex; flex-wrap: wrap; gap: 8px 18px; align-items: center; }
.lct-group { display: flex; flex-wrap: wrap; gap: 4px; align-items: center; border-left: 3px solid var(--edge); padding-left: 8px; }
.lct-row { display: flex; flex-wrap: wrap; gap: 6px 8px; align-items: center; margin: 6px 0; }
.lct-field { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2px; align-content: start; margin-bottom: 8px; min-width: 0; }
.lct-field select { width: 100%; }
.lct-field label, .lct-row label { font-weight: 600; }
.lct-hint, .lct-legend, .lct-summary, .lct-source, .lct-lead, .lct-told { color: var(--quiet); font-size: 14px; font-weight: 400; }
.lct-status { min-height: 1.5em; font-size: 15px; margin: 0 !important; }
.lct-heading { font-weight: 700; }
.lct-bad { color: var(--bad); font-weight: 600; font-size: 14px; }

.lct-keys { display: grid; grid-template-columns: auto 1fr; gap: 3px 10px; margin: 6px 0; font-size: 14px; }
.lct-keys dt, .lct-keys dd { margin: 0; }
.lct kbd { font: inherit; font-weight: 600; border: 1px solid var(--edge); border-radius: 3px; padding: 0 5px; background: var(--paper); color: var(--ink); box-shadow: none; }

.lct-view { overflow: auto; border: 1px solid var(--quiet); background: var(--paper); max-height: min(70vh, 620px); min-height: 200px; scroll-padding: 40px; position: relative; }
.lct-banner { font-weight: 700; padding: 6px 12px; border: 2px solid var(--warm); margin: 8px 0 !important; }
.lct-summary { margin: 6px 0 0 !important; }

.lct-tables { display: grid; gap: 8px; min-width: 0; }
.lct-scroll { overflow: auto; max-height: min(70vh, 560px); border: 1px solid var(--edge); }
.lct .lct-scroll table { border-collapse: collapse; font-size: 14px; margin: 0; color: var(--ink); background: none; }
.lct .lct-scroll caption { text-align: left; font-weight: 700; font-size: 16px; padding: 6px 8px; color: var(--ink); caption-side: top; }
.lct .lct-scroll tr { background: none; }
.lct .lct-scroll th, .lct .lct-scroll td { border: 0; border-bottom: 1px solid var(--edge); padding: 4px 6px; text-align: left; vertical-align: top; max-width: none; background: none; white-space: normal; overflow-wrap: break-word; }
.lct .lct-scroll thead th { position: sticky; top: 0; background: var(--paper); border-bottom: 2px solid var(--ink); z-index: 1; }
.lct-scroll :is(input, select, textarea, button) { scroll-margin-top: 60px; }
.lct-cell { display: grid; gap: 2px; }
@container (max-width: 26rem) { .lct-group { border-left: 0; padding-left: 0; } }
`;var Ee=/\*\*(.+?)\*\*|\*(?!\s)(.+?)\*|`([^`]+)`|\[([^\]]+)\]\((https:\/\/[^\s)]+)\)/g;function Z(e){let t=[],n=0;for(let i of String(e).matchAll(Ee)){t.push(e.slice(n,i.index));let[r,s,l,c,a,u]=i;s?t.push(o("strong",{},Z(s))):l?t.push(o("em",{},Z(l))):c?t.push(o("code",{},c)):t.push(o("a",{href:u,target:"_blank",rel:"noopener noreferrer"},a)),n=i.index+r.length}return t.push(e.slice(n)),t.filter(i=>i!=="")}function Y(e){return String(e??"").split(/\n\s*\n/).filter(t=>t.trim()).map(t=>{let n=t.trim().split(`
`);return n.every(i=>i.trim().startsWith("- "))?o("ul",{},n.map(i=>o("li",{},Z(i.trim().slice(2))))):o("p",{},Z(n.join(" ")))})}function It(e){let[t,...n]=String(e).split(/\n\s*\n/);return{title:Z(t.replace(/\n/g," ")),more:Y(n.join(`

`))}}var _t={"not tried":["○","Not tried"],changed:["○","Changed since it was checked"],"not yet":["◐","Not yet"],right:["✓","Right"],"could not check":["?","Could not check"]},pt=class{constructor({saver:t,read:n}){this.sign=o("span",{"aria-hidden":"true"}),this.words=o("span",{}),this.chip=o("span",{class:"lcq-chip"},this.sign," ",this.words),this.said=o("div",{class:"lcq-feedback",role:"status"}),this.hints=o("div",{class:"lcq-hints",role:"status"}),this.worked=o("div",{class:"lcq-worked",role:"status"}),this.panel=o("div",{},this.said,this.hints,this.worked);let i=(s,l,c="lcq-second")=>o("button",{type:"button",class:`lcq-button ${c}`,onclick:l},s),r=()=>{let{value:s,problem:l}=n();if(!l)return s;t.complain(`Not checked: ${l}`)};this.check=i("Check my answer",()=>{let s=r();s!==void 0&&t.submit("check",s)},""),this.hint=i("Show a hint",()=>t.ask("hint")),this.solve=i("Show the worked answer",()=>t.ask("worked")),this.buttons=o("div",{class:"lcq-buttons"},this.check,this.hint,this.solve),this.before={}}show(t){let[n,i]=_t[t.status]??_t["not tried"];this.sign.textContent=n,this.words.textContent=i,this.chip.dataset.status=t.status,this.replace("said",t.status==="not tried"||t.status==="changed"?[]:[o("p",{class:"lcq-strong"},`${i}.`),...Y(t.feedback)]),this.said.dataset.status=t.status,this.replace("hints",t.hints.map((s,l)=>o("div",{class:"lcq-hint"},o("p",{class:"lcq-strong"},`Hint ${l+1}`),Y(s)))),this.replace("worked",t.worked?[o("p",{class:"lcq-strong"},"Worked answer"),...Y(t.worked)]:[]);let r=t.hints.length+t.hints_left;this.put(this.hint,t.hints_left>0,this.check),this.hint.textContent=r>1?`Show a hint (${Math.min(t.hints.length+1,r)} of ${r})`:"Show a hint",this.put(this.solve,t.can_work&&!t.worked,this.check)}put(t,n,i){!n&&document.activeElement===t&&i.focus(),t.hidden=!n}replace(t,n){let i=n.map(r=>r.outerHTML).join("");this.before[t]!==i&&(this.before[t]=i,this[t].replaceChildren(...n))}};var Ft=e=>String(e).padStart(2,"0");function $t(e){let t=new Date(e),n=`${Ft(t.getHours())}:${Ft(t.getMinutes())}`;return t.toDateString()===new Date().toDateString()?n:`${n} on ${t.toLocaleDateString("en-GB",{day:"numeric",month:"long",year:"numeric"})}`}var ht=class{constructor(t){this.name=`localchange-draft/${t.place}/${t.key}/${t.stage??""}`}keep(t){try{sessionStorage.setItem(this.name,JSON.stringify({value:t,at:Date.now()}))}catch{}}drop(){try{sessionStorage.removeItem(this.name)}catch{}}newerThan(t){try{let n=JSON.parse(sessionStorage.getItem(this.name));if(n&&(!t||n.at>Date.parse(t)))return n.value}catch{}}};var Te=5e3,Ht="Choose Kernel in the menu at the top, then Restart Kernel and Run All Cells.",Ut="What is saved is kept, and what you typed since is kept in this window.",Ne=`The kernel has stopped, so nothing more can be saved here. ${Ht} ${Ut}`,Ce=`Not saved yet: the course has not answered. It may be busy with another cell. If this stays, its kernel has stopped. ${Ht} ${Ut}`,ut=class{constructor({model:t,raw:n,signal:i,read:r,tell:s}){Object.assign(this,{model:t,raw:n,read:r,tell:s}),this.draft=new ht(t.get("spec")),this.own=Math.random().toString(36).slice(2,10),this.count=0,this.waitingFor=null,this.next=[],this.dirty=!1,this.complaint=!1;let l=()=>{n.comm_live||this.stopped()};n.on("comm_live_update",l);let c=()=>{for(n.off("comm_live_update",l),this.flush();this.next.length;)this.leave();clearTimeout(this.pause),clearTimeout(this.timer)};i?.addEventListener("abort",c)}get busy(){return this.dirty||this.waitingFor!==null}touch(t){this.dirty=!0,this.complaint=!1,this.draft.keep(this.read().value),clearTimeout(this.pause),t?(this.waitingFor||this.tell({words:"Not saved yet"}),this.pause=setTimeout(()=>this.flush(),t)):this.flush()}flush(){if(clearTimeout(this.pause),!this.dirty)return;let{value:t,problem:n}=this.read();if(n){this.tell({words:`Not saved: ${n}`,bad:!0});return}this.dirty=!1,this.send("save",{value:t})}submit(t,n){clearTimeout(this.pause),this.dirty=this.complaint=!1,this.send(t,{value:n})}ask(t,n){this.flush(),this.send(t,n)}send(t,n={}){if(!this.raw.comm_live){this.stopped();return}t==="save"&&this.next.at(-1)?.do==="save"&&this.next.pop(),this.next.push({do:t,...n}),this.complaint||this.tell({words:"Saving…",quiet:!0}),this.waitingFor===null&&this.leave()}leave(){let t=this.next.shift();t&&(this.waitingFor=`${this.own}-${++this.count}`,clearTimeout(this.timer),this.timer=setTimeout(()=>this.tell({words:Ce,bad:!0,again:!0}),Te),this.model.send({...t,id:this.waitingFor}))}heard(t){return this.waitingFor!==null&&t.ack===this.waitingFor&&(this.waitingFor=null,clearTimeout(this.timer),!t.problem&&!this.dirty&&!this.next.length&&this.draft.drop(),this.leave()),!this.busy&&!this.complaint&&this.said(t),!this.busy}complain(t){this.complaint=!0,this.tell({words:t,bad:!0})}said(t){this.raw.comm_live?t.problem?this.tell({words:t.problem,bad:!0,again:!!(t.value||this.read().value)}):t.locked?this.tell({words:`Committed and saved ${$t(t.saved)}. It cannot be changed.`}):t.saved?this.tell({words:`Saved ${$t(t.saved)}`}):this.tell({words:"Nothing saved yet"}):this.stopped()}again(){this.dirty=!0,this.waitingFor=null,this.flush()}stopped(){clearTimeout(this.timer),this.tell({words:Ne,bad:!0})}};function St({model:e,root:t,signal:n,raw:i},r){let s=e.get("spec"),l=S("question"),{title:c,more:a}=It(s.prompt),u=o("p",{class:"lcq-notice",hidden:!0}),p=`${l}-more`,m=a.length?o("div",{id:p,class:"lcq-more"},a):null,h=null,v=(q=0)=>h.touch(q),x=()=>h.flush(),O=(q,w)=>h.ask(q,w),$=r[s.kind]({spec:s,id:l,title:c,hint:m,described:m?p:null,changed:v,settled:x,ask:O,model:e,raw:i,signal:n}),M=o("p",{class:"lcq-saved",role:"status"}),I=o("button",{type:"button",class:"lcq-button lcq-second",hidden:!0,onclick:()=>h.again()},"Save again"),P=({words:q,bad:w=!1,again:z=!1,quiet:j=!1})=>{M.setAttribute("aria-live",j?"off":"polite"),M.textContent!==q&&(M.textContent=q),M.classList.toggle("lcq-bad",w),I.hidden=!z};h=new ut({model:e,raw:i,signal:n,read:()=>$.get(),tell:P});let _=s.practice?new pt({saver:h,read:()=>$.get()}):null,U=s.kind==="prediction"?o("button",{type:"button",class:"lcq-button",onclick:()=>W()},"Commit to this prediction"):null,R=o("div",{class:"lcq-reveal",role:"status"});function W(){let{value:q,problem:w}=$.get(!0);w?h.complain(`Not committed: ${w}`):h.submit("commit",q)}let T={prediction:"Prediction",claim:"Ledger of claims",theory:s.causal?"Your diagram":"Your theory of change",network:"Try it out",relationships:"Yours alone"}[s.kind]??(_?"Practice":"Your view"),J=s.speaks?"Assessed: recorded. What is asked below is not a mark":"Assessed: recorded, with no feedback here",y=s.assessed?J:T;t.append(o("div",{class:"lcq-card","data-question":s.key,"data-kind":s.kind},o("div",{class:"lcq-eyebrow"},o("span",{},y),_?.chip??null),u,$.element,o("div",{class:"lcq-foot"},U,_?.buttons??null,o("div",{class:"lcq-saving"},M,I)),_?.panel??null,R));let X="";function N(q){let w=[q,X].filter(Boolean).join(" ");u.hidden=!w,u.textContent!==w&&(u.textContent=w)}let B="";function f(q=!1){let w=e.get("state"),z=h.heard(w),j=JSON.stringify(w.value??null);z&&j!==B&&!w.problem&&(j!==JSON.stringify($.get().value??null)&&$.set(w.value??null),B=j),$.lock?.(!!w.locked),U&&(U.hidden=!!w.locked),$.beside?.(w),_?.show(w),N(w.notice),k(w,q)}let b="";function k(q,w){let z=JSON.stringify([q.reveal,q.anchors]);if(z===b)return;b=z;let j=[];if(q.reveal&&j.push(o("div",{class:"lcq-panel"},Y(q.reveal))),q.anchors){j.push(o("p",{class:"lcq-strong"},"Compare yours with these examples:"));for(let[nt,ct]of q.anchors)j.push(o("details",{},o("summary",{},Z(nt)),o("div",{class:"lcq-panel"},Y(ct))))}w?R.setAttribute("aria-live","off"):R.setAttribute("aria-live","polite"),R.replaceChildren(...j)}let E=()=>f();e.on("change:state",E),f(!0);let C=h.draft.newerThan(e.get("state").saved);return C!=null&&!e.get("state").locked&&($.set(C),X="What you had typed and was not saved yet was put back.",N(e.get("state").notice),h.touch(0)),()=>e.off("change:state",E)}var Wt=`.lcq {
  --ink: #0b0c0c; --quiet: #4a545c; --paper: #fff; --edge: #b1b8be; --line: #0f5499; --on-line: #fff; --wash: #f3f5f7;
  --good: #00603a; --bad: #a0193f; --warm: #8a5300; --focus: #8a5300;
  color: var(--ink); font-family: var(--jp-ui-font-family, system-ui, sans-serif); font-size: 16px; line-height: 1.5;
  max-width: 46rem; padding: 4px 4px 12px; container-type: inline-size; overflow-wrap: anywhere;
}
body[data-jp-theme-light="false"] .lcq {
  --ink: #f0f2f4; --quiet: #b4bdc6; --paper: #16191c; --edge: #59636d; --line: #7db8f2; --on-line: #0b1620; --wash: #22282d;
  --good: #6fd6a3; --bad: #ff9db3; --warm: #f0b35a; --focus: #f0b35a; color-scheme: dark;
}
.lcq [hidden] { display: none !important; }
.lcq-card { background: var(--paper); border: 1px solid var(--edge); border-left: 6px solid var(--line); border-radius: 3px; padding: 16px 22px 18px; }
.lcq p, .lcq ul { margin: 0 0 10px; }
.lcq ul { padding-left: 1.3em; }
.lcq a { color: var(--line); text-decoration: underline; }
.lcq code { font-family: var(--jp-code-font-family, monospace); font-size: 0.92em; background: var(--wash); color: inherit; padding: 0 3px; }
.lcq-eyebrow { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 4px 16px; font-size: 14px; color: var(--quiet); margin-bottom: 8px; }
.lcq-chip { font-weight: 600; color: var(--ink); }
.lcq-chip[data-status="right"] { color: var(--good); }
.lcq-chip[data-status="not yet"], .lcq-chip[data-status="could not check"] { color: var(--warm); }
.lcq-title { display: block; font-size: 18px; font-weight: 700; line-height: 1.35; padding: 0; margin: 0 0 8px; color: var(--ink); }
.lcq-more { margin-bottom: 8px; }
.lcq-label { font-weight: 600; display: block; color: var(--ink); padding: 0; }
.lcq-strong { font-weight: 700; }
.lcq-quiet { color: var(--quiet); font-size: 15px; font-weight: 400; }
.lcq-group { border: 0; margin: 0; padding: 0; min-width: 0; }
.lcq-sure { margin-top: 14px; }
.lcq-options { display: grid; gap: 6px; margin: 8px 0 4px; }
.lcq-options.lcq-row { display: flex; flex-wrap: wrap; gap: 4px 20px; }
.lcq-option { display: flex; align-items: flex-start; gap: 10px; }
.lcq-option input { width: 24px; height: 24px; margin: 2px 0 0; flex: none; accent-color: var(--line); cursor: pointer; }
.lcq-option label { padding: 2px 0; cursor: pointer; color: var(--ink); }
.lcq-fields { display: grid; gap: 14px; margin-top: 10px; }
@container (min-width: 34rem) { .lcq-amounts { grid-template-columns: 1fr 1fr; } }
.lcq-options + .lcq-field, .lcq-group > .lcq-field, .lcq-sure + .lcq-field { margin-top: 14px; }
.lcq-field { display: grid; gap: 4px; align-content: start; }
.lcq-with-unit { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; }
.lcq .lcq-number, .lcq .lcq-text { font: inherit; color: var(--ink); background: var(--paper); border: 2px solid var(--quiet); border-radius: 2px; padding: 5px 8px; box-sizing: border-box; }
.lcq .lcq-number { width: 8.5em; min-height: 38px; }
.lcq .lcq-text { width: 100%; resize: vertical; min-height: 5em; }
.lcq .lcq-number[aria-invalid="true"] { border-color: var(--bad); border-width: 3px; }
.lcq .lcq-number:read-only { background: var(--wash); border-style: dashed; }
.lcq-left { font-weight: 600; margin-top: 12px !important; }
.lcq-ranking { list-style: none; margin: 10px 0; padding: 0; display: grid; gap: 6px; }
.lcq-ranking li { display: flex; align-items: center; gap: 12px; background: var(--wash); border: 1px solid var(--edge); padding: 6px 8px 6px 12px; }
.lcq-ranking li:focus-within { border-color: var(--line); box-shadow: inset 3px 0 0 var(--line); }
.lcq-place { font-weight: 700; min-width: 1.2em; font-variant-numeric: tabular-nums; }
.lcq-item { flex: 1; min-width: 0; }
.lcq-moves { display: flex; gap: 6px; flex: none; }
.lcq .lcq-move { width: 36px; height: 36px; padding: 0; font-size: 13px; line-height: 1; color: var(--ink); background: var(--paper); border: 1px solid var(--quiet); border-radius: 2px; cursor: pointer; }
.lcq .lcq-move[aria-disabled="true"] { color: var(--quiet); border-style: dashed; cursor: default; }
.lcq-handle { padding: 12px 0 4px; border-top: 1px solid var(--edge); }
.lcq-handle:first-of-type { border-top: 0; }
.lcq-handle-head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2px 12px; }
.lcq-output { font-weight: 700; font-variant-numeric: tabular-nums; }
.lcq-handle input[type="range"] { width: 100%; height: 28px; margin: 0; accent-color: var(--line); cursor: pointer; }
.lcq-ends { display: flex; justify-content: space-between; font-size: 13px; color: var(--quiet); }
.lcq-handle .lcq-quiet { margin: 4px 0 0; }
.lcq-call { margin: 8px 0 14px; }
.lcq .lcq-select { font: inherit; color: var(--ink); background: var(--paper); border: 2px solid var(--quiet); border-radius: 2px; min-height: 38px; padding: 2px 8px; }
.lcq-clock { font-weight: 700; font-variant-numeric: tabular-nums; margin: 0 !important; }
.lcq-foot { display: flex; flex-wrap: wrap; align-items: center; gap: 10px 16px; margin-top: 16px; }
.lcq-buttons { display: flex; flex-wrap: wrap; gap: 8px; }
.lcq-saving { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; min-height: 26px; }
.lcq-saving p { margin: 0; }
.lcq .lcq-button { font: inherit; font-weight: 600; color: var(--on-line); background: var(--line); border: 2px solid var(--line); border-radius: 3px; padding: 6px 14px; min-height: 38px; cursor: pointer; }
.lcq .lcq-button:hover { filter: brightness(0.92); }
.lcq .lcq-button.lcq-second { color: var(--ink); background: var(--paper); border-color: var(--quiet); font-weight: 400; }
.lcq .lcq-button.lcq-second:hover { background: var(--wash); filter: none; }
.lcq-saved { color: var(--quiet); font-size: 15px; }
.lcq-saved.lcq-bad, .lcq-left.lcq-bad { color: var(--bad); font-weight: 600; }
.lcq-notice { border: 2px solid var(--warm); padding: 8px 12px; }
.lcq-feedback:not(:empty), .lcq-hints:not(:empty), .lcq-worked:not(:empty), .lcq-reveal:not(:empty) { margin-top: 14px; }
.lcq-feedback:not(:empty), .lcq-worked:not(:empty), .lcq-hint, .lcq-panel { background: var(--wash); border-left: 4px solid var(--quiet); padding: 10px 14px 2px; }
.lcq-feedback[data-status="right"] { border-left-color: var(--good); }
.lcq-feedback[data-status="not yet"] { border-left-color: var(--warm); }
.lcq-worked, .lcq-panel { border-left-color: var(--line); }
.lcq-hint + .lcq-hint { margin-top: 8px; }
.lcq-hint p, .lcq-feedback p, .lcq-worked p { margin-bottom: 6px; }
.lcq details { margin: 6px 0; }
.lcq summary { cursor: pointer; min-height: 24px; }
.lcq-ledger { margin: 0 0 14px; padding: 0; list-style: none; }
.lcq-ledger > li { padding: 10px 0 2px; border-top: 1px solid var(--edge); }
.lcq-ledger p { margin-bottom: 4px; }
.lcq.lcq-wide { max-width: 64rem; }
.lcq-wide .lcq-saving { margin-bottom: 10px; }
.lcq .lcq-heading { font-size: 17px; line-height: 1.35; margin: 22px 0 8px; color: var(--ink); font-weight: 700; }
.lcq h3.lcq-heading { font-size: 20px; border-top: 1px solid var(--edge); padding-top: 14px; }
.lcq .lcq-scroll { overflow-x: auto; margin: 8px 0 14px; }
.lcq .lcq-table { border-collapse: collapse; width: 100%; margin: 0; font-size: 15px; color: var(--ink); background: none; border: 0; }
.lcq .lcq-table caption { text-align: left; font-weight: 600; padding: 0 0 6px; color: var(--ink); caption-side: top; }
.lcq .lcq-table tr { background: none; }
.lcq .lcq-table th, .lcq .lcq-table td { border: 1px solid var(--edge); padding: 6px 10px; text-align: left; vertical-align: top; white-space: pre-line; min-width: 5.5em; color: var(--ink); }
.lcq .lcq-table thead th { background: var(--wash); font-weight: 600; }
.lcq .lcq-table tbody th { font-weight: 400; }
.lcq blockquote { background: none; color: var(--ink); }
.lcq-quoted { border-left: 3px solid var(--edge); padding-left: 12px; margin: 4px 0 8px; }
.lcq-heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; margin: 0 !important; }
.lcq :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
@container (max-width: 26rem) { .lcq-card { padding: 12px 12px 14px; } .lcq .lcq-button { width: 100%; } }
@media (forced-colors: active) { .lcq-card { border: 2px solid; } }
`;var Bt="data-lm-suppress-shortcuts";function Kt(e){e.setAttribute(Bt,"true"),e.addEventListener("focusin",t=>t.target.setAttribute(Bt,"true")),e.addEventListener("beforeinput",t=>t.stopPropagation(),{capture:!0}),e.addEventListener("keydown",t=>{if(!(t.ctrlKey||t.metaKey)||t.altKey||t.key.toLowerCase()!=="s")return;t.preventDefault();let{key:n,code:i,keyCode:r,ctrlKey:s,metaKey:l,shiftKey:c}=t,a={key:n,code:i,keyCode:r,ctrlKey:s,metaKey:l,shiftKey:c,bubbles:!0,cancelable:!0};e.closest(".jp-Cell, .jp-Notebook")?.dispatchEvent(new KeyboardEvent("keydown",a))})}var Le="Your map is opened by the course. If nothing comes, choose Kernel in the menu at the top, then Restart Kernel and Run All Cells. What you wrote is kept.";function Yt({model:e,root:t,signal:n,raw:i},r){let s=null,l=null,c=new Set,a=o("p",{},Le),u={get:m=>m==="state"?s:e.get(m),on:(m,h)=>c.add(h),off:(m,h)=>c.delete(h),send:(...m)=>e.send(...m)};function p(m){if(m?.state)if(s=m.state,l===null)a.remove(),l=r({model:u,root:t,signal:n,raw:i});else for(let h of[...c])h()}return t.append(a),e.on("msg:custom",p),e.send({do:"open"}),()=>{e.off("msg:custom",p),l?.()}}var tt=class{constructor(t){this.now=t,this.past=[],this.future=[],this.last=null,this.watchers=new Set,this.joined=null}watch(t){return this.watchers.add(t),()=>this.watchers.delete(t)}edit(t,n,i=null){if(t===this.now)return;let r=Date.now();i!==null&&this.joined?.name===i&&r-this.joined.at<1500&&this.past.length>0||this.past.push({value:this.now,words:n}),this.future=[],this.joined=i===null?null:{name:i,at:r},this.last={before:this.past[this.past.length-1].value,after:t,words:n},this.set(t)}undo(){return this.step(this.past,this.future)}redo(){return this.step(this.future,this.past)}step(t,n){let i=t.pop();return i?(n.push({value:this.now,words:i.words}),this.joined=null,this.last={before:this.now,after:i.value,words:i.words},this.set(i.value),i.words):null}set(t){this.now=t;for(let n of[...this.watchers])n(t)}};var gt={ArrowRight:[1,0],ArrowLeft:[-1,0],ArrowDown:[0,1],ArrowUp:[0,-1]};function Gt(e,t,[n,i],r){let s=e.get(t),l=null;for(let c of r){if(c===t)continue;let a=e.get(c),u=(a.x-s.x)*n+(a.y-s.y)*i;if(u<=1)continue;let p=Math.abs(n?a.y-s.y:a.x-s.x),m=u+p*2;(l===null||m<l.cost)&&(l={id:c,cost:m})}return l?.id??null}var Jt=({picks:e,ties:t})=>[["Arrow keys","go to the nearest person in that direction"],["Page Down, Page Up","next person, person before, in the order of the table"],["Home, End","first and last person"],...e?[["Space","pick or unpick the person"]]:[],...t?[["L","begin a tie at this person; walk on, and Enter ends it, Escape gives it up"],["Delete","remove the new ties of this person"]]:[],["Ctrl+Z, Ctrl+Y","undo, redo"]];function Zt(e,t){e.world.addEventListener("keydown",n=>{if(!e.idOf(n.target))return;let{key:i,shiftKey:r}=n,s=null;(n.ctrlKey||n.metaKey)&&!n.altKey?i.toLowerCase()==="z"?s=r?t.redo:t.undo:i.toLowerCase()==="y"&&(s=t.redo):n.altKey||(i in gt?s=()=>t.walk(i):i==="PageDown"||i==="PageUp"?s=()=>t.along(i==="PageDown"?1:-1):i==="Home"||i==="End"?s=()=>t.walkTo(i):i===" "?s=t.pick:i==="Enter"?s=t.press:i==="Escape"?s=t.giveUp:i==="Delete"||i==="Backspace"?s=t.untie:i.toLowerCase()==="l"&&!r&&(s=t.begin)),s&&(n.preventDefault(),n.stopPropagation(),s())}),e.world.addEventListener("keyup",n=>n.key===" "&&n.preventDefault())}var ot={agents:[],ties:[]},G=class extends Error{},F=(e,t,n=`${t}s`)=>`${e} ${e===1?t:n}`,Vt=e=>e.length<2?e.join(""):`${e.slice(0,-1).join(", ")} and ${e[e.length-1]}`,ft=class{constructor({people:t,ties:n}){this.people=t.map(([i,r,s,l])=>({id:i,group:r,x:s,y:l})),this.order=new Map(this.people.map(({id:i},r)=>[i,r])),this.ties=n,this.given=new Set(n.map(([i,r])=>this.pair(i,r).join(" ")))}get letters(){return[...new Set(this.people.map(({group:t})=>t))].sort((t,n)=>t-n)}pair(t,n){return this.order.get(t)<=this.order.get(n)?[t,n]:[n,t]}known(t){return this.knew?.ties!==t.ties&&(this.knew={ties:t.ties,known:this.knowing(t)}),this.knew.known}knowing(t){let n=new Map(this.people.map(({id:i})=>[i,[]]));for(let[i,r]of[...this.ties,...t.ties])n.get(i).push(r),n.get(r).push(i);for(let i of n.values())i.sort((r,s)=>this.order.get(r)-this.order.get(s));return n}fitting(t){let n=(t?.agents??[]).filter(r=>this.order.has(r)),i=(t?.ties??[]).filter(([r,s])=>this.order.has(r)&&this.order.has(s));return{agents:n,ties:i}}},V=e=>String.fromCharCode(65+e),it=(e,t)=>e.ties.filter(n=>n.includes(t)).map(([n,i])=>n===t?i:n),mt=(e,t)=>e===t||JSON.stringify(e)===JSON.stringify(t),et=e=>e.agents.length===0&&e.ties.length===0;function Xt(e,t,n){if(e.agents.includes(t))return e;if(e.agents.length>=n)throw new G(`You have picked ${n} of ${n}: unpick somebody first.`);return{...e,agents:[...e.agents,t]}}var Qt=(e,t)=>({...e,agents:e.agents.filter(n=>n!==t)});function te(e,t,n,i,r){if(n===i)throw new G("A tie is between two people: choose somebody else.");let s=e.pair(n,i);if(e.given.has(s.join(" "))||t.ties.some(l=>l.join(" ")===s.join(" ")))throw new G(`${s[0]} and ${s[1]} are tied already.`);if(t.ties.length>=r)throw new G(`You have drawn ${r} of ${F(r,"tie")}: remove one first.`);return{...t,ties:[...t.ties,s]}}var ee=(e,[t,n])=>({...e,ties:e.ties.filter(i=>i[0]!==t||i[1]!==n)}),ne=(e,t)=>({...e,ties:e.ties.filter(n=>!n.includes(t))});var Oe="http://www.w3.org/2000/svg";function H(e,t={},...n){let i=document.createElementNS(Oe,e);for(let[r,s]of Object.entries(t))s!=null&&i.setAttribute(r,s);return i.append(...n),i}var rt=[["circle","M0-17A17 17 0 1 1 0 17A17 17 0 1 1 0-17Z"],["square","M-15-15H15V15H-15Z"],["triangle","M0-20L20 15H-20Z"],["diamond","M0-20L20 0L0 20L-20 0Z"],["pentagon","M0-18L18-5L11 16H-11L-18-5Z"],["hexagon","M-9-17H9L18 0L9 17H-9L-18 0Z"]],wt=e=>rt[e%rt.length][0],oe=e=>H("svg",{class:"lcn-shape",viewBox:"-22 -22 44 44","aria-hidden":"true",focusable:"false","data-group":e%rt.length},H("path",{d:rt[e%rt.length][1]}));var ie=5,bt=e=>ie+(100-2*ie)*e;function At(e,t,n,i=""){let r=it(t,e.id);return[e.id,`group ${V(e.group)}`,F(n.get(e.id).length,"tie"),t.agents.includes(e.id)?"picked":"",r.length?`new ${r.length===1?"tie":"ties"} to ${Vt(r)}`:"",i].filter(Boolean).join(", ")}var xt=class{constructor({network:t,name:n,describedBy:i}){this.network=t,this.places=new Map(t.people.map(({id:r,x:s,y:l})=>[r,{x:bt(s)*4,y:bt(l)*3}])),this.svg=H("svg",{class:"lcn-lines",viewBox:"0 0 400 300",preserveAspectRatio:"none","aria-hidden":"true",focusable:"false"}),this.ties=this.lines(t.ties,"lcn-tie"),this.drawn=[],this.people=new Map(t.people.map(r=>{let s=o("span",{class:"lcn-tag"}),l=o("button",{type:"button",class:"lcn-person","data-person":r.id,"data-group":r.group%6,tabindex:"-1"},oe(r.group),o("span",{class:"lcn-name"},r.id),s);return l.style.left=`${bt(r.x)}%`,l.style.top=`${bt(r.y)}%`,[r.id,{person:r,element:l,tag:s}]})),this.world=o("div",{class:"lcn-world",role:"application","aria-label":n,"aria-describedby":i},this.svg,[...this.people.values()].map(({element:r})=>r)),this.element=o("div",{class:"lct-view lcn-view"},this.world)}idOf(t){return t.closest?.("[data-person]")?.dataset.person??null}focus(t){this.people.get(t)?.element.focus()}get has(){return this.world.contains(document.activeElement)}lines(t,n){return t.map(i=>{let[r,s]=i.map(c=>this.places.get(c)),l=H("line",{x1:r.x,y1:r.y,x2:s.x,y2:s.y,"vector-effect":"non-scaling-stroke",class:n});return this.svg.append(l),{pair:i,element:l}})}draw({value:t,known:n,at:i,tab:r,from:s,over:l,steps:c}){if(this.of!==t.ties){this.of=t.ties;for(let{element:a}of this.drawn)a.remove();this.drawn=this.lines(t.ties,"lcn-tie lcn-new")}for(let{pair:a,element:u}of[...this.ties,...this.drawn])u.classList.toggle("lcn-here",a.includes(i));for(let[a,{person:u,element:p,tag:m}]of this.people){let h=l?.get(a),v=At(u,t,n,h?.words)+(s===a?", the tie begins here":"");p.getAttribute("aria-label")!==v&&p.setAttribute("aria-label",v);let x=r===a?0:-1;p.tabIndex!==x&&(p.tabIndex=x);let O=t.agents.includes(a);p.classList.toggle("lcn-current",i===a),p.classList.toggle("lcn-picked",O),p.classList.toggle("lcn-from",s===a),p.classList.toggle("lcn-told",!!h),h&&p.style.setProperty("--lcn-fill",h.month===null?"0%":`${Math.round(55-45*h.month/Math.max(1,c))}%`);let $=[O?"★":"",h?h.month===null?"–":String(h.month):""].filter(Boolean).join(" ");m.textContent!==$&&(m.textContent=$),m.classList.toggle("lcn-not",$==="–")}}};function re(e,t){let n=0,i=()=>{let s=Math.floor(e.clientWidth);s>0&&s!==n&&(n=s,t(s))},r=new ResizeObserver(i);return r.observe(e),i(),()=>r.disconnect()}var ze=["Jan","Feb","Mar","Apr","May","Jun","Jul","Aug","Sep","Oct","Nov","Dec"],vt=(e,t=0)=>e.toLocaleString("en-GB",{minimumFractionDigits:t,maximumFractionDigits:t}),Me={percent:e=>`${(100*e).toFixed(1)}%`,percent0:e=>`${Math.round(100*e)}%`,number:e=>vt(e),number1:e=>vt(e,1),number2:e=>vt(e,2),minutes:e=>`${vt(e)} min`,month:e=>`${ze[new Date(e).getUTCMonth()]} ${new Date(e).getUTCFullYear()}`,year:e=>`${new Date(e).getUTCFullYear()}`,text:e=>`${e}`,hours:e=>e%60===0?`${e/60} h`:""};function se(e,t){return e==null||Number.isNaN(e)?"not known":Me[t](e)}function ae(e,t){return e==null||Number.isNaN(e)?"":t==="month"?new Date(e).toISOString().slice(0,10):`${e}`}var le=(e,t)=>Math.max(0,...t.map(n=>e[n.column]?.length??0));function Tt(e,t,n){let i=[];for(let r=0;r<le(n,t);r++)i.push(o("tr",{},t.map((s,l)=>o(l?"td":"th",l?{}:{scope:"row"},se(n[s.column]?.[r],s.format)))));return o("div",{class:"lc-scroll",tabindex:"0",role:"region","aria-label":e},o("table",{class:"lc-table"},o("caption",{},e),o("thead",{},o("tr",{},t.map(r=>o("th",{scope:"col"},r.heading)))),o("tbody",{},i)))}var Et=e=>/[",\n]/.test(e)?`"${e.replaceAll('"','""')}"`:e;function ce(e,t,n=[]){let i=n.map(r=>Et(`# ${r}`));i.push(e.map(r=>Et(r.heading)).join(","));for(let r=0;r<le(t,e);r++)i.push(e.map(s=>Et(ae(t[s.column]?.[r],s.format))).join(","));return`${i.join(`\r
`)}\r
`}var Ct=[["modest","modest change","none"],["radical","radical change","7 5"]],st=190,at=46,Nt=14;function Pe(e,t){let n=e.modest.by_month.length-1,i=a=>at+(t-at-Nt)*a/n,r=a=>10+(st-42)*(1-a),s=(a,u,p,m={})=>H("text",{x:a,y:u,class:"lcn-axis",...m},p),l=t<420?4:2,c=Array.from({length:Math.floor(n/l)+1},(a,u)=>u*l);return H("svg",{width:t,height:st,viewBox:`0 0 ${t} ${st}`,role:"img",class:"lcn-curves","aria-label":"Two lines: share of people who have taken up the modest and the radical change, by month. The words and the table say what they show."},...[0,.25,.5,.75,1].flatMap(a=>[H("line",{x1:at,x2:t-Nt,y1:r(a),y2:r(a),class:"lcn-grid"}),s(at-6,r(a)+4,`${a*100}%`,{"text-anchor":"end"})]),...c.map(a=>s(i(a),st-18,String(a),{"text-anchor":"middle"})),s((at+t-Nt)/2,st-3,"Month",{"text-anchor":"middle"}),...Ct.map(([a,,u])=>H("path",{class:`lcn-curve lcn-${a}`,"stroke-dasharray":u,d:e[a].by_month.map((p,m)=>`${m?"L":"M"}${i(m).toFixed(1)} ${r(p).toFixed(1)}`).join("")})))}var kt=class{constructor({ask:t,picture:n}){this.run=null;let i=o("button",{type:"button",class:"lct-button lct-main","data-do":"run",onclick:t},"Run it"),r=S("over");this.over=o("select",{id:r,"data-do":"over",onchange:()=>n(this.over.value)},[["","nothing more"],...Ct.map(([s,l])=>[s,`the month in which people take up the ${l}`])].map(([s,l])=>o("option",{value:s},l))),this.choice=o("div",{class:"lct-row",hidden:!0},o("label",{for:r},"Show at each person"),this.over),this.said=o("div",{class:"lcn-said",role:"status"}),this.drawn=o("div",{class:"lcn-run-picture"}),this.legend=o("p",{class:"lct-hint",hidden:!0},"Full line: modest change. Dashed line: radical change."),this.months=Mt("The run as a table, by month",()=>this.run?Tt("Share of people who have taken it up",[{heading:"Month",column:"month",format:"number"},...Ct.map(([s,l])=>({heading:l,column:s,format:"percent"}))],{month:this.run.modest.by_month.map((s,l)=>l),modest:this.run.modest.by_month,radical:this.run.radical.by_month}):[]),this.compared=o("div",{}),this.results=o("div",{class:"lc-root lcn-results",hidden:!0},this.said,this.legend,this.drawn,this.months,this.compared),this.element=o("div",{class:"lcn-run"},o("div",{class:"lct-row"},i),this.results),this.stop=re(this.element,s=>{this.width=s,this.paint()})}paint(){this.run&&this.width&&this.drawn.replaceChildren(Pe(this.run,this.width))}get fresh(){return this.run!==null&&!this.run.changed}when(t){return this.fresh&&t?new Map(Object.entries(this.run[t].when)):null}told(t){let n=this.when(t);return n&&new Map([...n].map(([i,r])=>[i,`${r??"not"} (${Math.round(100*this.run[t].lives[i])}% of lives)`]))}show(t){if(this.run=t??null,this.results.hidden=!t,!t)return;let n=JSON.stringify(t);if(this.shown===n)return;this.shown=n,this.said.replaceChildren(...t.changed?[o("p",{class:"lct-banner"},"You have changed something since this run. Run it again to see what comes of it.")]:[],...t.words.map(c=>o("p",{},c))),this.legend.hidden=!1,this.paint(),this.months.refill();let[i,r,s]=["Who begins","Modest change: reached in the end","Radical change: reached in the end"],l=Tt("Beside chance, and beside a greedy choice",[i,r,s].map((c,a)=>({heading:c,column:String(a),format:"text"})),Object.fromEntries([0,1,2].map(c=>[String(c),t.compared.map(a=>a[c])])));this.compared.replaceChildren(l,o("p",{class:"lct-hint"},t.compared_words))}};var de=(e,t,n={})=>o("button",{type:"button",class:"lct-button",onclick:t,...n},e),yt=class{constructor({network:t,most:n,acts:i}){this.most=n,this.acts=i,this.runs=new Map(["modest","radical"].map(a=>[a,o("th",{scope:"col",hidden:!0},`Takes up the ${a} change: month`)])),this.rows=new Map(t.people.map(a=>[a.id,this.row(a)]));let r=S("caption"),s=[...n.agents?["Picked"]:[],"Person","Group","Number of ties","Tied to"].map(a=>o("th",{scope:"col"},a)),l={from:S("from"),to:S("to")},c=()=>t.people.map(({id:a,group:u})=>o("option",{value:a},`${a}, group ${V(u)}`));this.from=o("select",{id:l.from,"data-do":"from"},c()),this.to=o("select",{id:l.to,"data-do":"to"},c()),this.to.selectedIndex=1,this.drawn=o("ul",{class:"lcn-drawn"}),this.noTies=o("p",{class:"lct-hint"},"No new tie is drawn."),this.element=o("div",{class:"lct-tables"},o("div",{class:"lct-scroll",role:"region",tabindex:"0","aria-labelledby":r},o("table",{},o("caption",{id:r},"People of the network"),o("thead",{},o("tr",{},s,[...this.runs.values()])),o("tbody",{},[...this.rows.values()].map(({element:a})=>a)))),n.ties?o("div",{role:"group","aria-label":"New ties"},o("div",{class:"lct-row"},o("label",{for:l.from},"New tie between"),this.from,o("label",{for:l.to},"and"),this.to,de("Draw the tie",()=>i.join(this.from.value,this.to.value),{"data-do":"join"})),this.noTies,this.drawn):null)}row({id:t,group:n}){let i=o("input",{type:"checkbox","aria-label":`Pick ${t}`,"data-pick":t,onchange:()=>{this.acts.toggle(t),i.checked=this.value.agents.includes(t)}}),r={count:o("td",{}),known:o("td",{class:"lcn-known"}),modest:o("td",{hidden:!0}),radical:o("td",{hidden:!0})};return{element:o("tr",{"data-row":t},this.most.agents?o("td",{},i):null,o("th",{scope:"row"},t),o("td",{},`${V(n)} (${wt(n)})`),r.count,r.known,r.modest,r.radical),box:i,cells:r}}focus(t){this.rows.get(t)?.box.focus()}show(t,n,i){this.value=t;let r=(c,a)=>{c.textContent!==a&&(c.textContent=a)};for(let[c,{box:a,cells:u}]of this.rows){a.checked=t.agents.includes(c),r(u.count,String(n.get(c).length)),r(u.known,n.get(c).join(", "));for(let[p,m]of this.runs){let h=i(p);m.hidden=u[p].hidden=!h,h&&r(u[p],h.get(c))}}if(!this.most.ties)return;let s=JSON.stringify(t.ties);if(this.noTies.hidden=t.ties.length>0,this.drawn.dataset.ties===s)return;let l=this.drawn.contains(document.activeElement);this.drawn.dataset.ties=s,this.drawn.replaceChildren(...t.ties.map(c=>o("li",{},`${c[0]} and ${c[1]} `,de("Remove",()=>this.acts.remove(c),{class:"lct-button lct-small","aria-label":`Remove the tie between ${c[0]} and ${c[1]}`})))),l&&(this.drawn.querySelector("button")??this.from).focus()}},pe=(e,t)=>[t.agents?`${e.agents.length} of ${t.agents} picked${e.agents.length?`: ${e.agents.join(", ")}`:""}.`:"",t.ties?`${e.ties.length} of ${F(t.ties,"new tie")} drawn${e.ties.length?`: ${e.ties.map(n=>n.join(" and ")).join(", ")}`:""}.`:""].filter(Boolean).join(" ");var he=300,ue="Running…";function ge({network:e,history:t,most:n,name:i,changed:r,ask:s}){let l={picks:n.agents>0,ties:n.ties>0},c=e.people[0].id,a=null,u=l.picks?"pick":"tie",p="picture",m="",h=()=>t.now,v=o("p",{class:"lct-status",role:"status"}),x=d=>v.textContent=d;function O(d,g){try{let A=h(),K=d(A);return K===A?!1:(t.edit(K,g(K)),x(g(K)),r(he),!0)}catch(A){if(!(A instanceof G))throw A;return x(A.message),!1}}let $=(d,g="")=>{c=d,D(),T.focus(d),g&&x(g)},M=d=>{if(!l.picks)return x("Nobody is picked here: draw ties.");h().agents.includes(d)?O(g=>Qt(g,d),g=>`${d} is not picked any more: ${g.agents.length} of ${n.agents}.`):O(g=>Xt(g,d,n.agents),g=>`${d} is picked: ${g.agents.length} of ${n.agents}.`)},I=(d,g)=>O(A=>te(e,A,d,g,n.ties),A=>`A tie is drawn between ${d} and ${g}: ${A.ties.length} of ${n.ties}.`),P=d=>{if(!l.ties)return x("No ties are drawn here: pick people.");a=d,D(),x(`A tie begins at ${d}. Go to the other person and press Enter; Escape gives it up.`)},_=d=>{let g=a;if(g===d)return x("A tie is between two people: go on to somebody else, or give it up with Escape.");a=null,I(g,d)||D()},U=(d,g)=>{let A=t[d]();if(A===null)return x(`Nothing to ${d}.`);x(`${g}: ${A}`),r(he)},R={walk:d=>{let g=Gt(T.places,c,gt[d],e.order.keys());g?$(g):x("Nobody stands further that way.")},along:d=>{let g=e.order.get(c)+d;e.people[g]?$(e.people[g].id):x(`This is the ${d>0?"last":"first"} person.`)},walkTo:d=>$(e.people[d==="Home"?0:e.people.length-1].id),pick:()=>M(c),press:()=>{a!==null?_(c):u==="tie"?P(c):M(c)},begin:()=>a===null?P(c):_(c),giveUp:()=>{a!==null&&(a=null,D(),x("The tie is given up."))},untie:()=>{if(!l.ties)return;let d=it(h(),c);d.length?O(g=>ne(g,c),()=>`${F(d.length,"new tie")} of ${c} removed.`):x(`${c} has no new tie.`)},undo:()=>U("undo","Undone"),redo:()=>U("redo","Done again"),clear:()=>O(d=>et(d)?d:ot,()=>"All picks and new ties are taken away. Undo brings them back."),toggle:M,join:I,remove:d=>O(g=>ee(g,d),()=>`The tie between ${d[0]} and ${d[1]} is removed.`)},W=S("about"),T=new xt({network:e,name:`Picture: ${i}`,describedBy:W}),J=new yt({network:e,most:n,acts:R}),y=s?new kt({ask:()=>{if(h().agents.length<n.agents)return x(`Pick ${n.agents} people first: you have picked ${h().agents.length}.`);x(ue);let d=s();d&&x(d)},picture:d=>{m=d,D()}}):null,X=(d,g)=>o("button",{type:"button",class:"lct-button","data-act":d,onclick:()=>{N[d].getAttribute("aria-disabled")!=="true"&&R[d]()}},g),N=Object.fromEntries([...l.picks?[["pick","Pick"]]:[],...l.ties?[["begin","Begin a tie"],["giveUp","Give the tie up"],["untie","Remove new ties"]]:[],["undo","Undo"],["redo","Redo"],["clear","Start again"]].map(([d,g])=>[d,X(d,g)])),B=(d,...g)=>o("div",{class:"lct-group",role:"group","aria-label":d},g.flat()),f=(d,g,A)=>g.map(([K,dt])=>o("button",{type:"button",class:"lct-button",[d]:K,onclick:()=>A(K)},dt)),b=f("data-view",[["picture","Picture"],["table","Table"]],d=>{p=d,a=null,D()}),k=f("data-mode",[["pick","picks"],["tie","draws ties"]],d=>{u=d,a=null,D(),x(d==="pick"?"A press on a person picks or unpicks.":"A press on a person begins a tie; a press on another ends it.")}),E=B("The marked person",["pick","begin","giveUp","untie"].flatMap(d=>N[d]??[])),C=l.picks&&l.ties?B("A press on a person",o("span",{},"A press"),k):null,q=o("p",{class:"lcn-counts"}),w=o("p",{class:"lct-summary",id:W}),z=Jt(l),j=o("details",{},o("summary",{},"How to work the picture, and its keys"),o("p",{},"Press a person, or use the buttons above. All of it can also be done in the table. These keys act while the focus is in the picture:"),o("dl",{class:"lct-keys"},z.flatMap(([d,g])=>[o("dt",{},o("kbd",{},d)),o("dd",{},g)]))),nt=o("p",{class:"lct-legend"},`Groups: ${e.letters.map(d=>`${V(d)} ${wt(d)}`).join(", ")}. `,l.picks?"★ and a thick edge: picked. ":"",l.ties?"Thick dashed line: new tie. ":"",s?"After a run, the number under a person is the month in which they take the change up, on average; – means that they do not in most lives; a fuller colour is earlier.":""),ct=o("div",{},T.element,w,nt,j),Ot=o("div",{class:"lct-editor lcn-editor"},o("div",{class:"lct-tools"},B("View",b),B("Changes",N.undo,N.redo,N.clear),E,C),v,y?.choice??null,ct,J.element,q,y?.element??null);T.world.addEventListener("click",d=>{let g=T.idOf(d.target);g&&(c=g,R.press(),D(),T.focus(g))}),T.world.addEventListener("focusin",d=>{let g=T.idOf(d.target);!g||g===c||(c=g,D())}),Zt(T,R);let zt=0;function D(){let d=h(),g=e.known(d),A=y?.when(m)??null;if(p==="picture"){let L=A&&new Map([...A].map(([Q,qt])=>[Q,{month:qt,words:qt===null?"does not take it up in most lives":`takes it up in month ${qt}`}]));T.draw({value:d,known:g,at:c,tab:c,from:a,over:L,steps:(y?.run?.modest.by_month.length??1)-1})}else J.show(d,g,L=>y?.told(L)??null);ct.hidden=p!=="picture",y&&(y.choice.hidden=p!=="picture"||!y.fresh),J.element.hidden=p!=="table",E.hidden=p!=="picture",C&&(C.hidden=p!=="picture");for(let L of b)L.setAttribute("aria-pressed",String(L.dataset.view===p));for(let L of k)L.setAttribute("aria-pressed",String(L.dataset.mode===u));let K={undo:t.past.length>0,redo:t.future.length>0,clear:!et(d),pick:!0,begin:!0,giveUp:a!==null,untie:it(d,c).length>0};for(let[L,Q]of Object.entries(N))Q.setAttribute("aria-disabled",String(!K[L]));N.pick&&(N.pick.textContent=d.agents.includes(c)?"Unpick":"Pick"),N.begin&&(N.begin.textContent=a===null?"Begin a tie":"End the tie here");let dt=(L,Q)=>{L.textContent!==Q&&(L.textContent=Q)};dt(q,pe(d,n));let qe=e.people[e.order.get(c)];dt(w,`${F(e.people.length,"person","people")} and ${F(e.ties.length+d.ties.length,"tie")}. Marked: ${At(qe,d,g)}. Tied to ${g.get(c).join(", ")||"nobody"}.`),zt+=1,Ot.dataset.drawn=String(zt),requestAnimationFrame(()=>performance.mark("localchange:network:painted"))}let ye=t.watch(D);return D(),{element:Ot,say:x,showRun(d){y?.show(d),v.textContent===ue&&x(""),D()},stop(){ye(),y?.stop()}}}var jt=new Map;function fe({spec:e,title:t,hint:n,described:i,changed:r,raw:s,signal:l,ask:c}){let a=new ft(e),u=`${e.place}/${e.key}`;jt.has(u)||jt.set(u,new tt(ot));let p=jt.get(u),m=S("title"),h=ge({network:a,history:p,most:{agents:e.agents,ties:e.most_ties},name:"a network of people",changed:r,ask:e.runs?()=>s.comm_live?(c("run"),""):"The kernel has stopped, so the network cannot be run. Choose Kernel in the menu, then Restart Kernel and Run All Cells.":null});return l?.addEventListener("abort",()=>h.stop()),{element:o("div",{role:"group","aria-labelledby":m,"aria-describedby":i},o("p",{id:m,class:"lcq-title"},t),n,h.element),get:()=>({value:et(p.now)?null:p.now}),set(v){let x=v?a.fitting(v):ot;mt(x,p.now)||(p.past.length===0&&et(p.now)?p.set(x):p.edit(x,"What was saved elsewhere is shown."))},beside:v=>h.showRun(v.run)}}function me(e,{name:t=null,rows:n=e.rows??1,changed:i}){let r=S("field"),s={id:r,"data-field":e.name,"aria-label":t,autocomplete:"off"},l=o("span",{id:`${r}-bad`,class:"lct-bad",role:"alert"}),c=h=>{l.textContent=h,h?(p.setAttribute("aria-invalid","true"),p.setAttribute("aria-describedby",l.id)):(p.removeAttribute("aria-invalid"),e.hint&&!t?p.setAttribute("aria-describedby",`${r}-hint`):p.removeAttribute("aria-describedby"))},a=h=>{let v=i(h)||"";v&&e.options&&m(u),c(v)},u,p,m;if(e.options)p=o("select",{...s,onchange:()=>a(e.options[p.selectedIndex][0])},e.options.map(([h,v])=>o("option",{value:String(h)},v))),m=h=>p.value=String(h);else if(e.number){let[h,v]=e.number;p=o("input",{...s,type:"number",min:h,max:v,step:"any",inputmode:"decimal",oninput:()=>{p.validity.badInput?c("Write a number in figures, for instance 6."):p.value!==""&&!(p.valueAsNumber>=h&&p.valueAsNumber<=v)?c(`Give a number from ${h} to ${v}.`):a(p.value===""?null:p.valueAsNumber)}}),p.addEventListener("wheel",()=>p.blur(),{passive:!0}),m=x=>p.value=x??""}else p=o("textarea",{...s,rows:n,maxlength:e.long,oninput:()=>a(p.value)}),m=h=>p.value=h;return c(""),{input:p,id:r,complaint:l,set(h){if(h===u&&(e.number||p.value===String(h??"")))return;u=h;let v=e.number?p.value===""?null:p.valueAsNumber:p.value;v===h||e.options&&v===String(h)||(m(h),c(""))},lock(h){p.disabled=h},element:t?o("span",{class:"lct-cell"},p,l):o("div",{class:"lct-field"},o("label",{for:r},e.label),e.hint?o("span",{id:`${r}-hint`,class:"lct-hint"},e.hint):null,p,l)}}var Re="body{font:12pt sans-serif}table{border-collapse:collapse;width:100%}th,td{border:1px solid;padding:5px 7px;text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}@page{size:landscape}";function we(e,t,n){document.querySelector(".lcn-sheet")?.remove();let i=o("iframe",{class:"lcn-sheet",title:e,"aria-hidden":"true",tabindex:"-1"});document.body.append(i);let r=i.contentDocument;r.title=e,r.documentElement.lang="en",r.head.append(o("style",{},Re)),r.body.append(o("h1",{},e),o("table",{},o("thead",{},o("tr",{},t.map(({label:s})=>o("th",{scope:"col"},s)))),o("tbody",{},n.map(s=>o("tr",{},t.map(({name:l},c)=>o(c?"td":"th",c?{}:{scope:"row"},s[l]))))))),i.contentWindow.addEventListener("afterprint",()=>i.remove()),i.contentWindow.print()}function be(e,t){let n=URL.createObjectURL(new Blob(["\uFEFF",t],{type:"text/csv"}));o("a",{href:n,download:e}).click(),setTimeout(()=>URL.revokeObjectURL(n),1e3)}var De=800,lt=[{name:"who",label:"Who",hint:"A role is enough, for instance: ward manager. Leave names out.",rows:1},{name:"goal",label:"The goal that you share",hint:"In words that both of you would use.",rows:2},{name:"give",label:"What you give",hint:"Time, news, cover, money, a change on your side.",rows:2},{name:"ask",label:"What you ask",hint:"One thing that they can say no to.",rows:2},{name:"next",label:"Next conversation",hint:"What it is about.",rows:2},{name:"when",label:"When",hint:"A date, or what it hangs on.",rows:1}],Ie=["ward manager of the pilot ward","head of adult social care at the council","chair of the parents’ forum","team leader at the job centre"],_e=Object.fromEntries(lt.map(({name:e})=>[e,""])),xe={rows:[]},Lt=new Map;function ve({spec:e,title:t,hint:n,described:i,changed:r,signal:s,ask:l}){let c=`${e.place}/${e.key}`;Lt.has(c)||Lt.set(c,new tt(xe));let a=Lt.get(c),u=()=>a.now,p=S("title"),m=o("p",{class:"lct-status",role:"status"}),h=f=>m.textContent=f,v=(f,b,{join:k=null,pause:E=0,quiet:C=!1}={})=>{a.edit(f,b,k),C||h(b),r(E)};function x(){if(u().rows.length>=e.most)return h(`${e.most} relationships are the most that are kept here.`);v({rows:[...u().rows,_e]},`Relationship ${u().rows.length+1} added.`),y[y.length-1].first.focus()}function O(f){v({rows:u().rows.filter((b,k)=>k!==f)},`Relationship ${f+1} removed. Undo brings it back.`),(y[Math.min(f,y.length-1)]?.first??P.add).focus()}function $(f,b,k){let E=u().rows.map((C,q)=>q===f?{...C,[b.name]:k}:C);return v({rows:E},`${b.label} changed: relationship ${f+1}.`,{join:`${f} ${b.name}`,pause:De,quiet:!0}),""}let M=(f,b)=>{let k=a[f]();if(k===null)return h(`Nothing to ${f}.`);h(`${b}: ${k}`),r(0)},I=(f,b,k)=>o("button",{type:"button",class:"lct-button","data-act":f,onclick:k},b),P={add:I("add","Add a relationship",x),undo:I("undo","Undo",()=>M("undo","Undone")),redo:I("redo","Redo",()=>M("redo","Done again")),print:I("print","Print the map",()=>{u().rows.length?we("My map of relationships",lt,u().rows):h("There is nothing to print yet.")}),save:I("save","Save it as a table (.csv)",()=>{let f=lt.map(({name:k,label:E})=>({heading:E,column:k,format:"text"})),b=Object.fromEntries(lt.map(({name:k})=>[k,u().rows.map(E=>E[k])]));be("my-relationships.csv",ce(f,b)),h("Saved as my-relationships.csv, where this browser keeps downloads.")})},_=(f,...b)=>o("div",{class:"lct-group",role:"group","aria-label":f},b),U=o("div",{class:"lcn-cards",role:"group"}),R=o("div",{class:"lcn-empty"},o("p",{},"Nothing is here yet. Think of three or four people without whom your change would not happen, by their role. For instance:"),o("ul",{},Ie.map(f=>o("li",{},f)))),W=S("share"),T=o("input",{type:"checkbox",id:W,"aria-describedby":`${W}-says`,onchange:()=>l("share",{shared:T.checked})}),J=o("div",{class:"lcn-share"},o("div",{class:"lcq-option"},T,o("label",{for:W},"Put a copy into my answers, so that it goes with what I hand in")),o("p",{class:"lct-hint",id:`${W}-says`},`Without the tick the map stays on this machine, in the file ${e.file} beside this notebook, and is never part of what you hand in. Take the tick away, and the copy is taken out again.`)),y=[];function X(f){let b=S("card"),k=lt.map(w=>[w.name,me({...w,long:e.fields[w.name]},{changed:z=>$(f,w,z)})]),E=o("p",{class:"lct-heading",id:b}),C=o("button",{type:"button",class:"lct-button lct-small","aria-describedby":b,onclick:()=>O(f)},"Remove");return{element:o("div",{class:"lcn-card",role:"group","aria-labelledby":b,"data-row":f},o("div",{class:"lcn-card-head"},E,C),o("div",{class:"lcn-fields"},k.map(([,w])=>w.element))),first:k[0][1].input,show(w){for(let[j,nt]of k)nt.set(w[j]);let z=`Relationship ${f+1}${w.who.trim()?`: ${w.who.trim()}`:""}`;E.textContent!==z&&(E.textContent=z)}}}function N(){let{rows:f}=u();for(;y.length>f.length;)y.pop().element.remove();for(;y.length<f.length;)y.push(X(y.length)),U.append(y[y.length-1].element);f.forEach((b,k)=>y[k].show(b)),R.hidden=f.length>0;for(let[b,k]of[["undo",a.past.length],["redo",a.future.length],["print",f.length],["save",f.length]])P[b].setAttribute("aria-disabled",String(!k));U.setAttribute("aria-label",F(f.length,"relationship"))}let B=a.watch(N);return N(),s?.addEventListener("abort",B),{element:o("div",{role:"group","aria-labelledby":p,"aria-describedby":i},o("p",{id:p,class:"lcq-title"},t),n,o("div",{class:"lct-editor"},o("div",{class:"lct-tools"},P.add,_("Changes",P.undo,P.redo),_("Take it with you",P.print,P.save)),m,R,U,J)),get:()=>({value:u().rows.length?u():null}),set(f){let b=f??xe;mt(b,u())||(a.past.length===0&&u().rows.length===0?a.set(b):a.edit(b,"What was saved elsewhere is shown."))},beside:f=>T.checked=!!f.shared}}var ke=`.lcn { max-width: 860px; }
.lcn-view { max-height: none; }
.lcn-world { position: relative; width: 100%; min-width: 620px; aspect-ratio: 4 / 3; }
.lcn-lines { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
.lcn-tie { stroke: var(--quiet); stroke-width: 1; opacity: 0.55; }
.lcn-tie.lcn-here { stroke: var(--ink); stroke-width: 2.5; opacity: 1; }
.lcn-tie.lcn-new { stroke: var(--warm); stroke-width: 4; stroke-dasharray: 9 4; opacity: 1; }
.lcn .lcn-person {
  --own: #6b7680; position: absolute; transform: translate(-50%, -50%); width: 40px; height: 40px; padding: 0; border: 0; background: none;
  color: var(--ink); font: inherit; cursor: pointer; border-radius: 50%; scroll-margin: 30px;
}
.lcn .lcn-person[data-group="0"] { --own: var(--line); }
.lcn .lcn-person[data-group="1"] { --own: #b06f00; }
.lcn .lcn-person[data-group="2"] { --own: #0b8080; }
.lcn .lcn-person[data-group="3"] { --own: #8f5bc9; }
.lcn .lcn-person[data-group="4"] { --own: #c2405f; }
.lcn-shape { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
.lcn-shape path { fill: var(--paper); stroke: var(--own); stroke-width: 2; }
.lcn-told .lcn-shape path { fill: color-mix(in srgb, var(--own) var(--lcn-fill, 0%), var(--paper)); }
.lcn-picked .lcn-shape path { stroke: var(--ink); stroke-width: 5; }
.lcn-from .lcn-shape path { stroke-dasharray: 4 3; stroke-width: 5; stroke: var(--warm); }
.lcn-name { position: relative; font-size: 12px; font-weight: 600; line-height: 40px; }
.lcn-person[data-group="2"] .lcn-name { top: 3px; }
.lcn-tag { position: absolute; left: 50%; bottom: -11px; transform: translateX(-50%); font-size: 12px; font-weight: 700; line-height: 14px; padding: 0 3px; white-space: nowrap; background: var(--ink); color: var(--paper); border-radius: 3px; }
.lcn-tag.lcn-not { background: none; color: var(--quiet); }
.lcn-tag:empty { display: none; }
.lcn .lcn-person:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; z-index: 2; }
.lcn-current { z-index: 1; }
.lcn-counts { font-weight: 600; }
.lcn td.lcn-known { min-width: 13em; }
.lcn-editor input[type="checkbox"] { width: 24px; height: 24px; min-height: 24px; padding: 0; margin: 0; accent-color: var(--line); cursor: pointer; }
.lcn-drawn { list-style: none; padding: 0 !important; display: grid; gap: 4px; }
.lcn-results.lc-root { max-width: none; padding: 0; background: none; }
.lcn-curves { display: block; max-width: 100%; }
.lcn-axis { font-size: 12px; fill: var(--ink); }
.lcn-grid { stroke: var(--edge); stroke-width: 1; }
.lcn-curve { fill: none; stroke-width: 2.5; }
.lcn-modest { stroke: var(--lc-one); }
.lcn-radical { stroke: var(--lc-two); }
.lcn-cards { display: grid; gap: 10px; }
.lcn-card { border: 1px solid var(--edge); border-left: 4px solid var(--line); padding: 8px 12px; min-width: 0; }
.lcn-card-head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 6px; }
.lcn-fields { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2px 14px; }
@container (min-width: 560px) { .lcn-fields { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
.lcn-empty { background: var(--wash); padding: 10px 14px 2px; }
.lcn-share { border-top: 1px solid var(--edge); padding-top: 8px; }
.lcn-share input[type="checkbox"] { min-height: 24px; padding: 0; }
.lcn-sheet { position: fixed; width: 0; height: 0; border: 0; }
@media (forced-colors: active) { .lcn-shape path { stroke: CanvasText; fill: Canvas; } .lcn-tie, .lcn-tie.lcn-here { stroke: CanvasText; } .lcn-tie.lcn-new { stroke: Highlight; } }
`;var He={question:e=>St(e,{network:fe}),map:e=>Yt(e,t=>St(t,{relationships:ve}))};function Ue({model:e,el:t,signal:n,raw:i}){Rt({charts:Pt,questions:Wt,editing:Dt,network:ke}),Kt(t);let r=o("div",{class:"lcq lct lcn","data-lm-suppress-shortcuts":"true"});return t.append(r),He[e.get("part")]({model:e,root:r,signal:n,raw:i})}var Eo={render:Ue};export{Eo as default,Ue as render};
