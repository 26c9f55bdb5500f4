// Opens each page once in a headless Chromium, looks at it in one way after the other, and says what is wrong,
// as JSON.
//
// stdin: {chromium, browsers, pages: [{name, file, root, looks: [{width, height, dark, print, axe, tabs, filter, shot}]}]}
// stdout: a line for each page, in their order: {name, findings: [{kind, what, look}], census, canary, load, drawn, cpu, bytes}
//
// axe is a list of axe's tags, or of its rules where none of them is a tag.
//
// kinds: request (something was asked for that is not a file below root), console, policy (the page's
// own policy refused something), sideways, spills (over the edge of what has a fixed size on paper),
// unreachable (Tab does not come there), order (tabindex above 0), focus (nothing shows that it has the
// focus), filter (what is typed into it narrows nothing), axe.
//
// census counts the elements of the document by name and attributes; canary is what scripts that
// came in from elsewhere would have set; load and drawn are milliseconds from the start of navigation, cpu what
// the page's own thread worked until it was drawn.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { readFileSync, statSync } from 'node:fs'

const require = createRequire(process.env.SOJT_NODE + '/')
const { default: puppeteer } = await import(pathToFileURL(require.resolve('puppeteer-core')))
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

const job = JSON.parse(readFileSync(0, 'utf8'))
const results = job.pages.map(() => null)
let next = 0
await Promise.all(Array.from({ length: job.browsers || 1 }, work))
for (const r of results) console.log(JSON.stringify(r))

// work takes pages, one at a time, until there are none left.
async function work() {
  const browser = await puppeteer.launch({
    executablePath: job.chromium,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  })
  try {
    while (next < job.pages.length) {
      const i = next++
      results[i] = await open(browser, job.pages[i])
    }
  } finally {
    await browser.close()
  }
}

async function open(browser, p) {
  const page = await browser.newPage()
  const findings = []
  let look = ''
  const found = (kind, what) => findings.push({ kind, what: String(what).slice(0, 500), look })
  const root = pathToFileURL(p.root).href + '/'
  page.on('console', m => { if (m.type() === 'error' || m.type() === 'warn') found('console', m.text()) })
  page.on('pageerror', e => found('console', e.message))
  page.on('dialog', async d => { found('console', 'a dialog: ' + d.message()); await d.dismiss() })
  await page.setRequestInterception(true)
  page.on('request', r => {
    if (r.url().startsWith(root) || r.url().startsWith('data:')) return r.continue()
    found('request', r.url())
    r.abort()
  })
  await page.exposeFunction('sojtPolicy', what => found('policy', what))
  await page.evaluateOnNewDocument(watch)
  const devtools = await page.createCDPSession()
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  let first = null
  for (const l of p.looks) {
    look = `${l.width} px${l.dark ? ', dark' : ''}${l.print ? ', print' : ''}`
    await page.setViewport({ width: l.width, height: l.height || 900 })
    // In one call: of puppeteer's two the later undoes the earlier.
    await devtools.send('Emulation.setEmulatedMedia', { media: l.print ? 'print' : 'screen', features: [{ name: 'prefers-color-scheme', value: l.dark ? 'dark' : 'light' }] })
    if (!first) await page.goto(pathToFileURL(p.file).href, { waitUntil: 'load', timeout: 120000 })
    const mode = await page.evaluate(() => [matchMedia('(prefers-color-scheme: dark)').matches, matchMedia('print').matches].join())
    if (mode !== [!!l.dark, !!l.print].join()) throw new Error(`dark, print are ${mode} in ${p.name}`)
    const drawn = await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))))
    first ??= { drawn, ...await opened(page, devtools) }
    const wide = await page.evaluate(tooWide)
    if (wide && !l.print) found('sideways', wide)
    const spilt = l.print && await page.evaluate(spills)
    if (spilt) found('spills', spilt)
    if (l.shot) await page.screenshot({ path: l.shot, clip: await page.evaluate(upTo, 4000) })
    if (l.tabs) for (const f of await tab(page, l.tabs)) found(f.kind, f.what)
    if (l.filter) for (const f of await narrow(page)) found('filter', f)
    if (l.axe) for (const v of await judged(page, l.axe)) found('axe', v)
  }
  await page.close()
  return { name: p.name, findings, ...first, bytes: statSync(p.file).size }
}

// opened is what there is to say of a page that has just been drawn.
async function opened(page, devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics')
  const load = await page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd)
  return { load, cpu: metrics.find(m => m.name === 'TaskDuration').value * 1000, ...await page.evaluate(inventory) }
}

async function judged(page, axeTags) {
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(axe)
  return page.evaluate(judge, axeTags)
}

// What follows runs in the page.

function watch() {
  document.addEventListener('securitypolicyviolation', e => window.sojtPolicy(`${e.effectiveDirective} refused ${e.blockedURI} ${e.sample}`))
}

function tooWide() {
  const e = document.scrollingElement
  if (e.scrollWidth <= e.clientWidth) return ''
  const widest = [...document.body.querySelectorAll('*')].map(x => [x.getBoundingClientRect().right, x]).sort((a, b) => b[0] - a[0])[0]
  return `${e.scrollWidth} px in ${e.clientWidth}; the rightmost is ${widest[1].outerHTML.slice(0, 120)}`
}

// spills names what does not fit where it is printed at a fixed size.
function spills() {
  for (const box of document.querySelectorAll('.frame,.card')) {
    if (box.scrollHeight > box.clientHeight + 1) return `${box.scrollHeight} px in ${box.clientHeight}: ${box.className}`
  }
  return ''
}

function upTo(height) {
  const e = document.documentElement
  return { x: 0, y: 0, width: e.clientWidth, height: Math.min(height, e.scrollHeight) }
}

function inventory() {
  const census = {}
  for (const e of document.querySelectorAll('*')) {
    const key = `${e.tagName.toLowerCase()} ${[...e.attributes].map(a => a.name).sort().join(' ')}`.trim()
    census[key] = (census[key] || 0) + 1
  }
  return { census, canary: String(window.canary ?? '') }
}

async function judge(values) {
  const type = window.axe.getRules(values).length > 0 ? 'tag' : 'rule'
  const result = await window.axe.run(document, { runOnly: { type, values }, resultTypes: ['violations'] })
  return result.violations.map(v => `${v.id}: ${v.help}; ${v.nodes.length} times, first ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary}`)
}

// focusable marks what Tab has to reach, in the order of the document, and listens to where it comes.
function focusable() {
  const candidates = document.querySelectorAll('a[href],area[href],button,input,select,textarea,summary,iframe,audio[controls],video[controls],[contenteditable=""],[contenteditable="true"],[tabindex],[onclick],[role=button],[role=link],[role=tab],[role=checkbox]')
  const all = [...candidates].filter(e => !e.disabled && e.type !== 'hidden' && !(e.tabIndex < 0 && e.hasAttribute('tabindex') && !e.matches('a[href],button,input,select,textarea')) &&
    e.checkVisibility({ visibilityProperty: true }) && !(e.type === 'radio' && document.querySelector(`input[name="${CSS.escape(e.name)}"]:checked`) !== e && e.name))
  const seen = new Set()
  const style = e => { const s = getComputedStyle(e); return [s.outlineStyle === 'none' ? '' : s.outlineWidth + s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor, s.textDecorationLine].join() }
  const before = new Map(all.map(e => [e, style(e)]))
  const plain = new Set()
  document.addEventListener('focusin', ({ target: e }) => {
    seen.add(e)
    const box = e.getBoundingClientRect()
    const shown = box.width > 0 && box.height > 0 && box.right > 0
    if (!shown || style(e) === before.get(e)) plain.add(e)
  })
  window.sojtTab = { all, seen, plain }
  return all.length
}

// begin has Tab begin anew.
function begin() {
  document.activeElement.blur()
  getSelection().collapse(document.body, 0)
}

function reached(limit) {
  const { all, seen, plain } = window.sojtTab
  const what = e => e.outerHTML.slice(0, 160)
  const out = []
  for (const e of all.slice(0, limit)) {
    if (!seen.has(e)) out.push({ kind: 'unreachable', what: what(e) })
    if (e.tabIndex > 0) out.push({ kind: 'order', what: what(e) })
  }
  for (const e of plain) out.push({ kind: 'focus', what: what(e) })
  return out
}

async function tab(page, limit) {
  await page.evaluate(begin)
  const n = Math.min(await page.evaluate(focusable), limit)
  for (let i = 0; i < n + 2; i++) await page.keyboard.press('Tab')
  return page.evaluate(reached, n)
}

// narrow types the words of the last row beside the page's first filter, with the keyboard alone, and then
// takes them out again: fewer rows show, that one among them, a sentence says so, and then all do.
async function narrow(page) {
  const out = []
  const start = await page.evaluate(() => {
    const form = [...document.querySelectorAll('form.filter')].find(f => f.checkVisibility())
    if (!form) return null
    window.filtering = form
    const rows = [...form.parentNode.querySelectorAll('tbody tr:not(.total)')].filter(r => !r.closest('[hidden]'))
    const fold = rows.at(-1).closest('details') // what is folded is found by its title, and unfolded
    return { rows: rows.length, folded: !!fold, words: (fold?.querySelector('b') ?? rows.at(-1).cells[0]).textContent.trim() }
  })
  if (!start) return out
  await page.evaluate(begin)
  const there = () => page.evaluate(() => document.activeElement.form === window.filtering && document.activeElement.name === 'text')
  const shown = () => page.evaluate(() => ({
    rows: [...window.filtering.parentNode.querySelectorAll('tbody tr:not(.total)')].filter(r => !r.hidden && !r.closest('[hidden]')).length,
    seen: [...window.filtering.parentNode.querySelectorAll('tbody tr:not(.total)')].filter(r => r.checkVisibility()).length,
    said: window.filtering.querySelector('[role=status]')?.textContent ?? '',
  }))
  for (let i = 0; i < 2000 && !(await there()); i++) await page.keyboard.press('Tab')
  if (!(await there())) return ['Tab does not come to it']
  await page.keyboard.type(start.words)
  let now = await shown()
  if (now.rows < 1 || now.rows >= start.rows && start.rows > 1) out.push(`"${start.words}" shows ${now.rows} of ${start.rows} rows`)
  if (start.folded && now.seen < 1) out.push(`"${start.words}" leaves what it finds folded`)
  if (!now.said.includes(String(now.rows))) out.push(`says "${now.said}" of ${now.rows} rows`)
  for (let i = 0; i < 5 && !(await page.evaluate(() => document.activeElement.type === 'reset')); i++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await new Promise(r => setTimeout(r, 50))
  now = await shown()
  if (now.rows !== start.rows) out.push(`after it is reset ${now.rows} of ${start.rows} rows show`)
  return out
}
