import { useEffect, useEffectEvent, useLayoutEffect, useRef, type ReactElement } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { plotData, plotOptions, type PlotHandlers, type PlotInput } from './plot-options.ts';
import { readPalette, watchPalette } from './plot-palette.ts';

export interface PlotCanvasProps {
  input: PlotInput;
  handlers: PlotHandlers;
  height: number;
  cursorKey?: string | undefined;
}

/**
 * The drawing itself, in a chunk of its own with uPlot, which pages without charts never load. A new shape of the
 * chart makes a new plot; new values, sizes and themes are drawn into the old one.
 */
export default function PlotCanvas({ input, handlers, height, cursorKey }: PlotCanvasProps): ReactElement {
  const frameRef = useRef<HTMLDivElement>(null);
  const plotRef = useRef<uPlot | null>(null);
  const box = useRef({ input, handlers, palette: null as ReturnType<typeof readPalette> | null });
  const shape = shapeOf(input, handlers, cursorKey);

  useLayoutEffect(() => {
    box.current.input = input;
    box.current.handlers = handlers;
  });

  const make = useEffectEvent((frame: HTMLElement): uPlot => {
    const current = box.current;
    current.palette = readPalette();
    const options = plotOptions(
      { input: () => current.input, handlers: () => current.handlers, palette: () => current.palette! },
      { width: frame.clientWidth, height, cursorKey },
    );
    return new uPlot(options, plotData(current.input), frame);
  });

  useEffect(() => {
    const frame = frameRef.current!;
    const plot = make(frame);
    plotRef.current = plot;
    frame.dataset['shape'] = shape;
    const observer = new ResizeObserver(() => plot.setSize({ width: frame.clientWidth, height }));
    observer.observe(frame);
    const stopWatching = watchPalette(() => {
      box.current.palette = readPalette();
      plot.redraw(true, true);
    });
    return () => {
      observer.disconnect();
      stopWatching();
      plot.destroy();
      plotRef.current = null;
    };
  }, [shape, height]);

  useEffect(() => {
    plotRef.current?.setData(plotData(input), true);
  }, [input]);

  // Time runs to the right in every language, as on the routers' own graphs.
  return <div ref={frameRef} dir="ltr" className="w-full min-w-0" style={{ height }} />;
}

/** What a plot is built for; the rest changes in place. */
function shapeOf(input: PlotInput, handlers: PlotHandlers, cursorKey: string | undefined): string {
  const series = input.series.map(({ id, label, tone }) => `${id} ${label} ${tone}`);
  return JSON.stringify([
    input.kind,
    input.unit,
    input.timeZone,
    input.locale,
    series,
    handlers.onZoom !== undefined,
    cursorKey ?? '',
  ]);
}
