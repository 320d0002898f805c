import { toneVariables, type ChartTone } from './chart-data.ts';

/** The colours of the theme in force, for a canvas, which knows no CSS variables. */
export interface PlotPalette {
  tone: (tone: ChartTone) => string;
  /** The same, through which the grid is seen. */
  fill: (tone: ChartTone) => string;
  text: string;
  grid: string;
  surface: string;
  font: string;
}

const areaOpacity = '24';
const fontSize = '11px';

export function readPalette(): PlotPalette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  const tone = (name: ChartTone): string => read(toneVariables[name]);
  return {
    tone,
    fill: (name) => `${tone(name)}${areaOpacity}`,
    text: read('--muted'),
    grid: read('--line'),
    surface: read('--surface'),
    font: `${fontSize} ${getComputedStyle(document.body).fontFamily}`,
  };
}

/** Calls when theme or contrast change; answers how to stop. */
export function watchPalette(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-contrast'] });
  return () => observer.disconnect();
}
