// Lays one graph out with one peer and writes where things stand, as JSON:
//   {milliseconds of processor time, nodes: [{x, y}], links: [{y: [height at source, at target], lane: height of its way back | null,
//    points: [[x, y], …] | null}]}   or {error}
// Call: node peers.mjs PEER GRAPH.json REPEATS ANSWER.json
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const [peer, file, repeats, answer] = process.argv.slice(2)
const graph = JSON.parse(readFileSync(file, 'utf8'))
const NODE_WIDTH = 14
const PADDING = 14

const copy = () => ({
  nodes: graph.nodes.map((name, id) => ({ id, name })),
  links: graph.links.map(([source, target, value], index) => ({ source, target, value, index })),
})

// d3-sankey and its kin move the objects they are given.
function d3Like(make) {
  return () => {
    const data = copy()
    const sankey = make().nodeWidth(NODE_WIDTH).nodePadding(PADDING).size([graph.width, graph.height])
    if (sankey.nodeId) sankey.nodeId((d) => d.id)
    return () => {
      const result = sankey(data)
      return {
        nodes: result.nodes.map((n) => ({ x: (n.x0 + n.x1) / 2, y: (n.y0 + n.y1) / 2 })),
        links: result.links
          .sort((a, b) => a.index - b.index)
          .map((l) => ({
            y: [l.y0, l.y1],
            round: Boolean(l.circular),
            lane: l.circular ? (l.circularPathData?.verticalFullExtent ?? null) : null,
            points: null,
          })),
      }
    }
  }
}

const makers = {
  'd3-sankey': () => d3Like(() => require('d3-sankey').sankey()),
  'd3-sankey-circular': () => d3Like(() => require('d3-sankey-circular').sankeyCircular()),
  plotly: () =>
    d3Like(() =>
      graph.cyclic
        ? require('@plotly/d3-sankey-circular').sankeyCircular().circularLinkGap(2).iterations(50)
        : require('@plotly/d3-sankey').sankey().iterations(50),
    ),
  echarts: () => {
    const echarts = require('echarts')
    return () => {
      const data = copy()
      const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: graph.width, height: graph.height })
      const option = {
        animation: false,
        series: {
          type: 'sankey', left: 0, right: 0, top: 0, bottom: 0, nodeWidth: NODE_WIDTH, nodeGap: PADDING,
          data: data.nodes.map((n) => ({ name: String(n.id) })),
          links: data.links.map((l) => ({ source: String(l.source), target: String(l.target), value: l.value })),
        },
      }
      return () => {
        chart.setOption(option)
        const drawn = chart.getModel().getSeriesByIndex(0).getGraph()
        const at = (node) => node.getLayout()
        return {
          nodes: data.nodes.map((n) => drawn.getNodeById(String(n.id))).map(at)
            .map((l) => ({ x: l.x + l.dx / 2, y: l.y + l.dy / 2 })),
          links: drawn.edges.map((e) => ({
            y: [
              at(e.node1).y + e.getLayout().sy + e.getLayout().dy / 2,
              at(e.node2).y + e.getLayout().ty + e.getLayout().dy / 2,
            ],
            round: false, lane: null, points: null,
          })),
        }
      }
    }
  },
  elk: () => {
    const ELK = require('elkjs/lib/elk.bundled.js')
    return () => {
      const data = copy()
      const flow = data.nodes.map(() => [0, 0])
      for (const l of data.links) { flow[l.source][0] += l.value; flow[l.target][1] += l.value }
      const total = flow.reduce((sum, [a, b]) => sum + Math.max(a, b), 0)
      const scale = (2 * graph.height) / total
      const top = Math.max(...data.links.map((l) => l.value))
      const input = {
        id: 'root',
        layoutOptions: {
          'elk.algorithm': 'layered', 'elk.direction': 'RIGHT', 'elk.spacing.nodeNode': String(PADDING),
        },
        children: data.nodes.map((n) => ({ id: `n${n.id}`, width: NODE_WIDTH, height: Math.max(1, Math.max(...flow[n.id]) * scale) })),
        edges: data.links.map((l) => ({
          id: `e${l.index}`, sources: [`n${l.source}`], targets: [`n${l.target}`],
          layoutOptions: { 'elk.layered.priority.direction': String(Math.max(1, Math.round((1000 * l.value) / top))) },
        })),
      }
      const elk = new ELK()
      return async () => {
        const result = await elk.layout(input)
        const links = [...result.edges].sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)))
        return {
          nodes: result.children.map((n) => ({ x: n.x + n.width / 2, y: n.y + n.height / 2 })),
          links: links.map((e) => {
            const { startPoint, bendPoints = [], endPoint } = e.sections[0]
            return {
              y: [startPoint.y, endPoint.y], round: false, lane: null,
              points: [startPoint, ...bendPoints, endPoint].map((p) => [p.x, p.y]),
            }
          }),
        }
      }
    }
  },
}

try {
  const prepare = makers[peer]()
  const times = []
  let result
  for (let i = 0; i < Number(repeats); i += 1) {
    const run = prepare()
    const start = process.cpuUsage()
    result = await run()
    const used = process.cpuUsage(start)
    times.push((used.user + used.system) / 1000)
  }
  const bad = result.nodes.some((n) => !Number.isFinite(n.x) || !Number.isFinite(n.y))
  if (bad) throw new Error('positions are not numbers')
  times.sort((a, b) => a - b)
  writeFileSync(answer, JSON.stringify({ milliseconds: times[Math.floor(times.length / 2)], ...result }))
} catch (error) {
  writeFileSync(answer, JSON.stringify({ error: String(error.message ?? error).slice(0, 120) }))
}
process.exit(0)
