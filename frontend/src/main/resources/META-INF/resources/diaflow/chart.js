// <diaflow-chart>: draws what the server hands over (CurvePlot, MapPlot, CertificatePlot, PathPlot, TrajectoryPlot, SeriesPlot) with ECharts.
(() => {
  'use strict';

  const LIBRARY = new URL('../_static/echarts/6.0.0/dist/echarts.min.js', document.currentScript.src).href;
  const CIVIDIS = ['#00204c', '#213d6b', '#555b6c', '#7b7a77', '#a59c74', '#d3c064', '#ffe945']; // even to everybody
  const CROSS = 'path://M0,2 L2,0 L5,3 L8,0 L10,2 L7,5 L10,8 L8,10 L5,7 L2,10 L0,8 L3,5 Z';
  const PLUS = 'path://M3.5,0 H6.5 V3.5 H10 V6.5 H6.5 V10 H3.5 V6.5 H0 V3.5 H3.5 Z';
  const DOWN = 'path://M0,0 H10 L5,9 Z';
  const HOURGLASS = 'path://M0,0 H10 L6,5 L10,10 H0 L4,5 Z';
  const PATH_SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', DOWN, CROSS, PLUS, HOURGLASS];
  const SUPERSCRIPTS = { '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };
  const decade = (k) => '10' + [...String(k)].map((c) => SUPERSCRIPTS[c]).join('');
  const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  const tooltip = (point) => {
    const [head, ...lines] = (point.data && point.data.text) || [];
    return head === undefined ? '' : [`<b>${escape(head)}</b>`, ...lines.map(escape)].join('<br>');
  };

  /** The first choice of ticks whose labels fit into so many pixels. */
  const fitting = (axis, pixels, spacing) =>
    axis.tickChoices.find((ticks) => ticks.length * spacing <= pixels) || axis.tickChoices.at(-1) || [];

  /** Loads ECharts, again and again where that fails: a page does not wait for it, and a fault of the network is no end. */
  const load = () => new Promise((loaded) => {
    const script = document.createElement('script');
    script.src = LIBRARY;
    script.onload = loaded;
    script.onerror = () => {
      script.remove();
      setTimeout(() => loaded(load()), 1000);
    };
    document.head.append(script);
  });
  let library;

  class DiaflowChart extends HTMLElement {
    connectedCallback() {
      this.sizes = new ResizeObserver(() => this.draw());
      this.sizes.observe(this);
      this.scheme = matchMedia('(prefers-color-scheme: dark)');
      this.repaint = () => this.draw();
      this.scheme.addEventListener('change', this.repaint);
      this.themes = new MutationObserver(this.repaint);
      this.themes.observe(document.documentElement, { attributeFilter: ['style', 'theme'] });
    }

    disconnectedCallback() {
      this.sizes.disconnect();
      this.themes.disconnect();
      this.scheme.removeEventListener('change', this.repaint);
      if (this.chart) this.chart.dispose();
      this.chart = undefined;
    }

    show(model) {
      this.model = model;
      this.draw();
    }

    draw() {
      if (!this.model || !this.clientWidth || !this.clientHeight) return;
      if (!window.echarts) {
        library ??= load();
        library.then(() => this.draw());
        return;
      }
      this.chart ??= echarts.init(this, null, { renderer: 'svg' });
      this.chart.resize();
      const option = this.model.bars
        ? this.certificate(this.model)
        : this.model.tracks ? this.trajectories(this.model)
          : this.model.series ? this.seriesPlot(this.model)
            : this.model.tiles ? this.map(this.model)
              : this.model.lines ? this.paths(this.model) : this.curves(this.model);
      const kind = this.model.tiles ? 'map' : 'plot';
      if (this.kind !== kind) this.chart.clear(); // what one kind has, the other would keep
      this.kind = kind;
      this.chart.setOption(option, { replaceMerge: ['series', 'xAxis', 'yAxis'] });
    }

    download(fileName) {
      if (!this.chart) return;
      const link = document.createElement('a');
      link.href = this.chart.getDataURL({ type: 'svg' });
      link.download = fileName;
      link.click();
    }

    /** A colour of the style sheet as the browser computes it now. */
    color(name) {
      const probe = document.createElement('span');
      probe.style.color = `var(--df-${name})`;
      this.append(probe);
      const color = getComputedStyle(probe).color;
      probe.remove();
      return color;
    }

    base() {
      const text = this.color('muted');
      return {
        animation: false,
        aria: { enabled: false },
        textStyle: { fontFamily: getComputedStyle(this).fontFamily, color: text },
        tooltip: {
          trigger: 'item',
          formatter: tooltip,
          confine: true,
          backgroundColor: this.color('panel'),
          borderColor: this.color('line'),
          textStyle: { color: this.color('text'), fontSize: 12 },
        },
      };
    }

    axisStyle() {
      const line = { lineStyle: { color: this.color('muted') } };
      return {
        axisLine: { show: true, onZero: false, ...line },
        axisTick: { show: true, ...line },
        splitLine: { show: true, lineStyle: { color: this.color('line') } },
        axisLabel: { color: this.color('muted'), fontSize: 12 },
        nameTextStyle: { color: this.color('muted'), fontSize: 13, fontStyle: 'italic' },
      };
    }

    decades(axis, ticks) {
      const style = this.axisStyle();
      return {
        ...style,
        type: 'value',
        min: axis.min,
        max: axis.max,
        axisTick: { ...style.axisTick, customValues: ticks },
        splitLine: { ...style.splitLine, customValues: ticks },
        axisLabel: { ...style.axisLabel, customValues: ticks, formatter: decade, margin: 10 },
      };
    }

    /** Curves of a measure with bands (CurvePlot). */
    curves(model) {
      const narrow = this.clientWidth < 480;
      const grid = { left: narrow ? 50 : 72, right: 20, top: 40, bottom: 50, outerBoundsMode: 'none' };
      const drawn = [...model.curves].sort((a, b) => (a.style === 'FLOW') - (b.style === 'FLOW')); // the legend shows the first of a name
      const measured = model.curves.filter((curve) => curve.style === 'MEASURED' || curve.style === 'FLOW');
      return {
        ...this.base(),
        tooltip: { ...this.base().tooltip, formatter: (point) => this.curveText(model, point) },
        grid,
        legend: {
          type: 'scroll', top: 4, left: grid.left - 8, right: 8, data: model.legend, itemGap: 14,
          lineStyle: { type: 'solid' },
          textStyle: { color: this.color('text'), fontSize: 12 },
          pageTextStyle: { color: this.color('text') },
          pageIconColor: this.color('accent'), pageIconInactiveColor: this.color('line'),
        },
        xAxis: {
          ...this.positions(model.x, this.clientWidth - grid.left - grid.right, 46),
          name: model.x.name, nameLocation: 'middle', nameGap: 28,
        },
        yAxis: {
          ...this.positions(model.y, this.clientHeight - grid.top - grid.bottom, 24),
          name: narrow ? '' : model.y.name, nameLocation: 'middle', nameGap: 50, nameRotate: 90,
        },
        series: [
          ...drawn.map((curve) => this.curve(curve)),
          ...(model.band ? measured.map((curve) => this.band(curve, model, measured.length > 4 ? 0.1 : 0.16)) : []),
          ...this.marks({ marks: model.marks, value: model.y }),
        ],
      };
    }

    curve(curve) {
      const color = this.color(`series-${curve.color % 8}`);
      const common = {
        name: curve.name, type: 'line', color, symbol: PATH_SYMBOLS[curve.symbol % 8], clip: true,
        data: curve.points.map((point) => ({ value: point.slice(0, 2), point, curve })),
      };
      switch (curve.style) {
        case 'MEASURED':
          return {
            ...common, showSymbol: true, symbolSize: curve.points.length > 100 ? 4 : 8, z: 3,
            lineStyle: { width: 2, color, type: curve.color % 16 < 8 ? 'solid' : [8, 3] },
          };
        case 'FLOW':
          return {
            ...common, type: 'scatter', symbolSize: 13, z: 4,
            itemStyle: { color: 'transparent', borderColor: color, borderWidth: 1.5 },
          };
        case 'PREDICTED':
          return { ...common, showSymbol: false, lineStyle: { width: 1.5, type: [6, 4], color }, z: 2 };
        default:
          return { ...common, showSymbol: false, lineStyle: { width: 1.3, type: [1, 4], color }, z: 2 };
      }
    }

    /** The area around a curve, in pieces between points that have no ends. */
    band(curve, model, opacity) {
      const fill = this.color(`series-${curve.color % 8}`);
      const pieces = [[]];
      curve.points.forEach((point) => {
        if (point[3] == null) pieces.push([]);
        else pieces.at(-1).push([point[0], point[2] ?? model.y.min, point[3]]);
      });
      const outlines = pieces.filter((piece) => piece.length > 1).map((piece) => [
        ...piece.map(([x, , high]) => [x, high]), ...piece.reverse().map(([x, low]) => [x, low])]);
      return {
        name: curve.name, type: 'custom', silent: true, clip: true, z: 1, color: fill,
        data: outlines.map((outline) => outline[0]),
        renderItem: (params, api) => ({
          type: 'polygon',
          shape: { points: outlines[params.dataIndex].map((corner) => api.coord(corner)) },
          style: { fill, opacity },
        }),
      };
    }

    /** A position as the number it stands for. */
    plain(axis, position) {
      return Number((axis.decades ? 10 ** position : position).toPrecision(6));
    }

    curveText(model, item) {
      const { point, curve } = item.data || {};
      if (!point) return tooltip(item);
      const lines = [`<b>${escape(curve.label)}</b>`, `${escape(model.x.name)} = ${this.plain(model.x, point[0])}`];
      const several = point.length > 4 && point[4] + point[5] + point[6] > 1;
      const what = several || model.statistic === 'share' ? `${model.statistic}, ` : '';
      lines.push(`${what}${escape(model.y.name)} = ${this.plain(model.y, point[1])}`);
      if (point.length < 5) return lines.join('<br>');
      if (model.band && point[3] != null) {
        const low = point[2] == null ? 'below the axis' : this.plain(model.y, point[2]);
        lines.push(`${escape(model.band.split(',')[0])}: ${low} … ${this.plain(model.y, point[3])}`);
      }
      return [...lines, ...this.counts(point.slice(4))].join('<br>');
    }

    /** How many cells a point stands for, where it is not just one that has a value. */
    counts([count, failed, notFinite]) {
      if (count === 1 && !failed && !notFinite) return [];
      return [
        `${count} with a value`, ...(failed ? [`${failed} failed`] : []), ...(notFinite ? [`${notFinite} not finite`] : []),
      ];
    }

    /** A measure over two axes as colours (MapPlot). */
    map(model) {
      const narrow = this.clientWidth < 480;
      const grid = { left: narrow ? 50 : 72, right: narrow ? 66 : 92, top: 16, bottom: 50, outerBoundsMode: 'none' };
      const missing = this.color('bar');
      const text = this.color('muted');
      const { color } = model;
      return {
        ...this.base(),
        tooltip: { ...this.base().tooltip, formatter: (item) => this.tileText(model, item) },
        grid,
        legend: { show: false },
        visualMap: {
          type: 'continuous', dimension: 2, seriesIndex: 0, min: color.min, max: color.max,
          inRange: { color: CIVIDIS }, calculable: false, right: 4, top: 'middle', orient: 'vertical',
          itemHeight: Math.max(80, this.clientHeight - 170), itemWidth: 14,
          text: [color.max, color.min].map((end) => String(Number(this.plain(color, end).toPrecision(3)))),
          textStyle: { color: text, fontSize: 12 },
        },
        graphic: [{
          type: 'text', right: 2, top: 'middle', rotation: Math.PI / 2,
          style: { text: color.name, fill: text, fontSize: 13, fontStyle: 'italic' },
        }],
        xAxis: {
          ...this.sides(model.x, this.clientWidth - grid.left - grid.right, 46), name: model.x.name, nameLocation: 'middle', nameGap: 28,
        },
        yAxis: {
          ...this.sides(model.y, this.clientHeight - grid.top - grid.bottom, 24), name: narrow ? '' : model.y.name, nameLocation: 'middle', nameGap: 50, nameRotate: 90,
        },
        series: [
          {
            type: 'custom', clip: true, z: 2, dimensions: ['x', 'y', 'value'], encode: { x: 0, y: 1 },
            data: model.tiles.map((tile) => ({
              value: [model.columns[tile[0]], model.rows[tile[1]], tile[2] ?? NaN], tile,
            })),
            renderItem: (params, api) => {
              const [column, row, value] = model.tiles[params.dataIndex];
              const [left, bottom] = api.coord([model.columnEdges[column], model.rowEdges[row]]);
              const [right, top] = api.coord([model.columnEdges[column + 1], model.rowEdges[row + 1]]);
              const shape = { x: left, y: top, width: right - left + 0.5, height: bottom - top + 0.5 };
              return value == null
                ? {
                  type: 'group', children: [
                    { type: 'rect', shape, style: { fill: missing } },
                    { type: 'text', style: { text: '✕', fill: this.color('text'), fontSize: 11, x: (left + right) / 2, y: (top + bottom) / 2, align: 'center', verticalAlign: 'middle' } },
                  ],
                }
                : { type: 'rect', shape, style: { fill: api.visual('color') } };
            },
          },
          this.contour(model, 3, '#ffffff', 5), // a seam, so that the line is seen on every colour
          this.contour(model, 4, '#d02670', 2.5),
        ],
      };
    }

    contour(model, z, stroke, lineWidth) {
      return {
        type: 'custom', clip: true, z, silent: true, encode: { x: [0, 2], y: [1, 3] },
        data: model.contour,
        renderItem: (params, api) => {
          const [x1, y1, x2, y2] = model.contour[params.dataIndex];
          const [from, to] = [api.coord([x1, y1]), api.coord([x2, y2])];
          return {
            type: 'line', shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] },
            style: { stroke, lineWidth, lineCap: 'round' },
          };
        },
      };
    }

    /** An axis of a map, which ends beside its outermost places. */
    sides(axis, pixels, spacing) {
      const drawn = this.positions(axis, pixels, spacing);
      return {
        ...drawn, splitLine: { show: false },
        axisLabel: { ...drawn.axisLabel, showMinLabel: false, showMaxLabel: false },
      };
    }

    tileText(model, item) {
      const tile = item.data && item.data.tile;
      if (!tile) return '';
      const value = tile[2] == null ? 'no value' : this.plain(model.color, tile[2]);
      return [
        `<b>${escape(model.color.name)} = ${value}</b>`,
        `${escape(model.x.name)} = ${this.plain(model.x, model.columns[tile[0]])}`,
        `${escape(model.y.name)} = ${this.plain(model.y, model.rows[tile[1]])}`,
        ...this.counts(tile.slice(3)),
      ].join('<br>');
    }

    /** Points and lines over a logarithmic axis (SeriesPlot). */
    seriesPlot(model) {
      const narrow = this.clientWidth < 480;
      const grid = { left: narrow ? 50 : 68, right: 20, top: 40, bottom: 50, outerBoundsMode: 'none' };
      const xTicks = fitting(model.x, this.clientWidth - grid.left - grid.right, 46);
      const style = this.axisStyle();
      const y = model.y
        ? this.decades(model.y, fitting(model.y, this.clientHeight - grid.top - grid.bottom, 24))
        : { ...style, type: 'value', min: 0, max: 1 };
      return {
        ...this.base(),
        grid,
        legend: {
          type: 'scroll', top: 4, left: grid.left - 8, itemGap: 14,
          data: [...new Set(model.series.map((series) => series.name))],
          lineStyle: { type: 'solid' },
          textStyle: { color: this.color('text'), fontSize: 12 },
          pageTextStyle: { color: this.color('text') },
          pageIconColor: this.color('accent'), pageIconInactiveColor: this.color('line'),
        },
        xAxis: { ...this.decades(model.x, xTicks), name: model.xName, nameLocation: 'middle', nameGap: 28 },
        yAxis: { ...y, name: narrow ? '' : model.yName, nameLocation: 'middle', nameGap: 46, nameRotate: 90 },
        series: model.series.map((series) => this.series(series)),
      };
    }

    series(series) {
      const color = this.color(`series-${series.color % 8}`);
      const symbol = PATH_SYMBOLS[series.symbol % 8];
      const common = {
        name: series.name, color, symbol, clip: false,
        data: series.points.map((p) => ({ value: [p.x, p.y], text: p.text })),
      };
      switch (series.style) {
        case 'LINE':
          return {
            ...common, type: 'line', clip: true, z: 2, symbolSize: 4, showSymbol: true, // from beyond the left edge
            lineStyle: { width: 1.2, color, opacity: 0.7 }, itemStyle: { opacity: 0.7 },
          };
        case 'STEPS':
          return { ...common, type: 'line', step: 'end', z: 3, symbolSize: 8, lineStyle: { width: 2, color } };
        case 'DASHED_STEPS':
          return {
            ...common, type: 'line', step: 'end', z: 2, symbolSize: 6,
            lineStyle: { width: 1.5, type: [6, 4], color },
            itemStyle: { color: this.color('panel'), borderColor: color, borderWidth: 1.2 },
          };
        case 'HOLLOW':
          return {
            ...common, type: 'scatter', symbolSize: 13, z: 4,
            itemStyle: { color: 'transparent', borderColor: color, borderWidth: 1.5 },
          };
        case 'FILLED':
          return { ...common, type: 'scatter', symbolSize: 9, z: 5 };
        default:
          return {
            ...common, type: 'scatter', z: 6, symbolSize: 12,
            data: series.points.map((p) => ({
              value: [p.x, p.y], text: p.text, symbol: p.top ? CROSS : DOWN,
            })),
          };
      }
    }

    paths(model) {
      const narrow = this.clientWidth < 480;
      const labels = narrow ? new Set() : this.apart(model.lines);
      const grid = { left: narrow ? 40 : 56, right: labels.size ? 48 : 16, top: 40, bottom: 46, outerBoundsMode: 'none' };
      const style = this.axisStyle();
      const time = model.time
        ? this.decades(model.time, fitting(model.time, this.clientWidth - grid.left - grid.right, 46))
        : { ...style, type: 'value', min: model.min, max: model.max,
            axisLabel: { ...style.axisLabel, showMaxLabel: false, hideOverlap: true } };
      return {
        ...this.base(),
        tooltip: {
          ...this.base().tooltip,
          formatter: (point) => {
            const line = model.lines[point.seriesIndex];
            const [position, value] = point.value;
            const tau = model.time ? 10 ** position : position;
            return [
              `<b>${escape(line.label)} · ${line.steps ? 'saddle to saddle' : 'lasso at μ = 1/τ'}</b>`,
              `τ = ${Number(tau.toPrecision(6))}`, `${escape(line.label)} = ${Number(value.toPrecision(8))}`,
            ].join('<br>');
          },
        },
        grid,
        legend: {
          type: 'scroll', top: 4, left: grid.left - 8, data: model.legend, itemGap: 14,
          lineStyle: { type: 'solid' },
          textStyle: { color: this.color('text'), fontSize: 12 },
          pageTextStyle: { color: this.color('text') },
          pageIconColor: this.color('accent'), pageIconInactiveColor: this.color('line'),
        },
        xAxis: { ...time, name: 'τ', nameLocation: 'middle', nameGap: 26 },
        yAxis: { ...style, type: 'value', scale: true },
        series: model.lines.map((line) => this.pathLine(line, labels.has(line))),
      };
    }

    /** Lines whose ends are so far apart that each can carry its name; the first of equals wins. */
    apart(lines) {
      const values = lines.flatMap((line) => line.points.map((point) => point[1]));
      const room = 0.05 * (Math.max(...values) - Math.min(...values));
      const chosen = [];
      const end = (line) => line.points.at(-1)[1];
      for (const line of [...lines].reverse()) {
        if (line.steps && line.color >= 0 && end(line) !== 0
          && chosen.every((other) => Math.abs(end(other) - end(line)) > room)) chosen.push(line);
      }
      return new Set(chosen);
    }

    pathLine(line, labelled) {
      const own = line.color >= 0;
      const color = this.color(own ? `series-${line.color}` : 'bar');
      const last = line.points.length - 1;
      return {
        name: line.group, type: 'line', color, clip: true, z: own ? 3 + line.steps : 1,
        step: line.steps ? 'end' : false,
        symbol: own ? PATH_SYMBOLS[line.color] : 'circle',
        showSymbol: line.steps, symbolSize: own ? 7 : 4,
        data: line.points.map((point, k) => (
          line.steps && k > 0 && (k < last || point[1] === 0) ? { value: point } : { value: point, symbol: 'none' })),
        lineStyle: { color, width: own ? 2 : 1, type: line.steps ? 'solid' : [6, 4] },
        emphasis: { focus: 'series', lineStyle: { width: 3 } },
        endLabel: {
          show: labelled, formatter: line.label, color: this.color('text'), distance: 6, fontSize: 12,
        },
      };
    }

    trajectories(model) {
      const narrow = this.clientWidth < 480;
      const grid = { left: narrow ? 50 : 66, right: 18, top: 40, bottom: 44, outerBoundsMode: 'none' };
      return {
        ...this.base(),
        tooltip: {
          ...this.base().tooltip, trigger: 'axis',
          axisPointer: { type: 'line', animation: false, lineStyle: { color: this.color('muted') } },
          formatter: (points) => this.nearest(model, points),
        },
        grid,
        legend: {
          type: 'scroll', top: 4, left: grid.left - 8, data: model.legend, itemGap: 14,
          lineStyle: { type: 'solid' },
          textStyle: { color: this.color('text'), fontSize: 12 },
          pageTextStyle: { color: this.color('text') },
          pageIconColor: this.color('accent'), pageIconInactiveColor: this.color('line'),
        },
        xAxis: {
          ...this.positions(model.time, this.clientWidth - grid.left - grid.right, 46),
          name: model.time.name, nameLocation: 'middle', nameGap: 26,
        },
        yAxis: {
          ...this.positions(model.value, this.clientHeight - grid.top - grid.bottom, 24),
          name: narrow ? '' : model.value.name, nameLocation: 'middle', nameGap: 46, nameRotate: 90,
        },
        series: [...model.tracks.map((curve) => this.track(curve, model)), ...this.marks(model)],
      };
    }

    /** An axis of whole decades, or a plain one between its ends. */
    positions(axis, pixels, spacing) {
      const inside = (ticks) => ticks.filter((tick) => axis.min <= tick && tick <= axis.max);
      if (axis.decades && inside(axis.decades.tickChoices[0] || []).length > 1) {
        const tickChoices = axis.decades.tickChoices.map(inside).filter((ticks) => ticks.length > 1);
        return { ...this.decades(axis, fitting({ tickChoices }, pixels, spacing)) };
      }
      const style = this.axisStyle();
      return {
        ...style, type: 'value', min: axis.min, max: axis.max,
        axisLabel: {
          ...style.axisLabel, hideOverlap: true,
          showMinLabel: !axis.decades, showMaxLabel: !axis.decades,
          formatter: (value) => String(Number((axis.decades ? 10 ** value : value).toPrecision(axis.decades ? 2 : 6))),
        },
      };
    }

    track(curve, model) {
      const own = curve.color >= 0;
      const color = this.color(own ? `series-${curve.color % 8}` : 'text');
      const common = {
        name: curve.group, type: 'line', color, clip: true, connectNulls: false,
        showSymbol: false, symbol: 'none', z: 2,
        data: curve.points.map((point) => (point.length > 1 ? point : [point[0], '-'])),
      };
      switch (curve.style) {
        case 'FLOW': {
          const marked = this.spread(curve, model.time);
          return {
            ...common, showSymbol: true, symbolSize: 8, symbol: PATH_SYMBOLS[curve.marker % 8], z: 3,
            data: common.data.map((value, k) => (marked.has(k) ? { value } : { value, symbol: 'none' })),
            lineStyle: { width: 1.8, color },
          };
        }
        case 'SADDLES':
          return {
            ...common, step: 'end',
            lineStyle: { width: own ? 4 : 1.4, color, opacity: own ? 0.35 : 0.8 },
          };
        default:
          return { ...common, lineStyle: { width: 1.4, type: [5, 4], color, opacity: 0.85 } };
      }
    }

    /** Numbers of points spread evenly over the axis, elsewhere for every marker. */
    spread(curve, axis) {
      const spacing = (axis.max - axis.min) / 7;
      const chosen = new Set();
      let next = axis.min + spacing * ((0.37 * (curve.marker + 0.5)) % 1);
      curve.points.forEach((point, k) => {
        if (point.length < 2 || point[0] < next || point[0] > axis.max) return;
        chosen.add(k);
        while (next <= point[0]) next += spacing;
      });
      return chosen.size ? chosen : new Set([curve.points.length - 1]);
    }

    /** Marks of values without a place; those of one group are switched with it. */
    marks(model) {
      return [...new Set(model.marks.map((mark) => mark.group))].map((group) => ({
        name: group, type: 'scatter', clip: false, z: 6, symbolSize: 11,
        tooltip: { trigger: 'item', formatter: tooltip },
        data: model.marks.filter((mark) => mark.group === group).map((mark) => ({
          value: [mark.x, mark.top ? model.value.max : model.value.min], text: mark.text,
          symbol: mark.top ? CROSS : DOWN, itemStyle: { color: this.color(`series-${mark.color % 8}`) },
        })),
      }));
    }

    /** What stands nearest to the pointer, at most a dozen curves. */
    nearest(model, points) {
      const plain = (axis, position) => Number((axis.decades ? 10 ** position : position).toPrecision(6));
      const some = points.filter((point) => point.value && point.value[1] !== '-').slice(0, 12);
      if (!some.length) return '';
      const lines = some.map((point) => {
        const curve = model.tracks[point.seriesIndex];
        return curve
          ? `${escape(curve.label)}: ${plain(model.value, point.value[1])}`
          : ((point.data && point.data.text) || []).map(escape).join('<br>');
      });
      return [`<b>${escape(model.time.name)} = ${plain(model.time, some[0].value[0])}</b>`, ...lines].join('<br>');
    }

    certificate(model) {
      const style = this.axisStyle();
      const colors = {
        SUPPORT: this.color('series-0'), ACTIVE: this.color('series-1'), OTHER: this.color('bar'),
      };
      return {
        ...this.base(),
        grid: { left: 40, right: model.rho == null ? 16 : 56, top: 16, bottom: 30, outerBoundsMode: 'none' },
        xAxis: {
          ...style, type: 'category', data: model.bars.map((bar) => bar.coordinate),
          splitLine: { show: false }, axisTick: { show: false },
          axisLabel: { ...style.axisLabel, hideOverlap: true },
        },
        yAxis: {
          ...style, type: 'value', min: 0, max: 1.1,
          axisTick: { ...style.axisTick, customValues: [0, 0.2, 0.4, 0.6, 0.8, 1] },
          splitLine: { ...style.splitLine, customValues: [0, 0.2, 0.4, 0.6, 0.8, 1] },
          axisLabel: { ...style.axisLabel, customValues: [0, 0.2, 0.4, 0.6, 0.8, 1] },
        },
        series: [{
          type: 'bar', barCategoryGap: model.bars.length > 60 ? '10%' : '40%', barMaxWidth: 40,
          data: model.bars.map((bar) => ({
            value: bar.height, text: bar.text, itemStyle: { color: colors[bar.role] },
          })),
          markLine: model.rho == null ? undefined : {
            silent: true, symbol: 'none', animation: false,
            lineStyle: { color: colors.ACTIVE, type: 'dashed' },
            label: {
              formatter: `ϱ =\n${Number(model.rho.toPrecision(4))}`, position: 'end', // beside the bars
              color: this.color('text'), fontSize: 12, lineHeight: 15,
            },
            data: [{ yAxis: model.rho }],
          },
        }],
      };
    }
  }

  if (!customElements.get('diaflow-chart')) customElements.define('diaflow-chart', DiaflowChart);
})();
