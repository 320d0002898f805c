import { Dialog as Base } from '@base-ui/react/dialog';
import { Search, X } from 'lucide-react';
import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { IconButton } from '../primitives/button.tsx';
import { Spinner } from '../primitives/spinner.tsx';
import { scrimClasses } from './overlay-classes.ts';

export interface SearchRow {
  id: string;
  /** What the row says; the whole of it is pressed. */
  content: ReactNode;
  /** Buttons at its end, reached with Tab from the row that is chosen. */
  actions?: ReactNode | undefined;
  onChoose: () => void;
}

export interface SearchGroup {
  id: string;
  label: string;
  rows: readonly SearchRow[];
}

export interface SearchOverlayProps {
  isOpen: boolean;
  onClose: () => void;
  /** Names the box and the dialog. */
  label: string;
  placeholder: string;
  text: string;
  onTextChange: (text: string) => void;
  isBusy: boolean;
  groups: readonly SearchGroup[];
  /** In place of the groups: what to type, that nothing was found, or what went wrong. */
  notice?: ReactNode | undefined;
  /** Read out when it changes: how many were found. */
  announcement: string;
  footer?: ReactNode | undefined;
}

/**
 * One box over the page and what it finds, in groups. The focus stays in the box: arrows choose a row and Enter
 * opens it, as in the ARIA pattern of a combobox with a grid; Tab goes to the buttons of the chosen row.
 */
export function SearchOverlay(props: SearchOverlayProps): ReactElement {
  const { isOpen, onClose, label, notice, footer } = props;
  const inputRef = useRef<HTMLInputElement>(null);
  const ids = useId();
  const rows = props.groups.flatMap((group) => group.rows);
  const [chosenId, setChosenId] = useState<string>();
  const chosen = rows.find((row) => row.id === chosenId) ?? rows[0];
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={scrimClasses} />
        <Base.Viewport className="fixed inset-0 z-40 flex items-start justify-center overflow-hidden px-4 pt-[10vh] pb-4 phone:p-0">
          <Base.Popup
            initialFocus={inputRef}
            className={classNames(
              'flex max-h-full w-full max-w-3xl flex-col overflow-hidden rounded-lg border border-line bg-raised shadow-overlay outline-none',
              'transition duration-100 data-starting-style:opacity-0 data-ending-style:opacity-0',
              'phone:h-full phone:max-w-none phone:rounded-none phone:border-0',
            )}
          >
            <Base.Title className="sr-only">{label}</Base.Title>
            <SearchBox
              {...props}
              inputRef={inputRef}
              gridId={ids}
              activeId={chosen && cellId(ids, chosen)}
              onStep={(step) => setChosenId(stepFrom(rows, chosen, step)?.id)}
              onEnter={() => chosen?.onChoose()}
            />
            <div className="min-h-0 flex-1 overflow-y-auto">
              <ResultGrid {...props} gridId={ids} chosen={chosen} onPoint={setChosenId} />
              {notice}
            </div>
            {footer && (
              <div className="border-t border-line bg-surface px-4 py-2 text-sm text-muted phone:hidden">
                {footer}
              </div>
            )}
            <output className="sr-only">{props.announcement}</output>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

function cellId(gridId: string, row: SearchRow): string {
  return `${gridId}-${row.id}`;
}

/** Round at both ends. */
function stepFrom(
  rows: readonly SearchRow[],
  chosen: SearchRow | undefined,
  step: number,
): SearchRow | undefined {
  if (rows.length === 0) return undefined;
  const place = chosen === undefined ? -1 : rows.indexOf(chosen);
  return rows[(place + step + rows.length) % rows.length];
}

interface SearchBoxProps extends SearchOverlayProps {
  inputRef: React.RefObject<HTMLInputElement | null>;
  gridId: string;
  activeId: string | undefined;
  onStep: (step: number) => void;
  onEnter: () => void;
}

function SearchBox(props: SearchBoxProps): ReactElement {
  const { inputRef, gridId, activeId, label, placeholder, text, onTextChange, isBusy, onStep, onEnter } =
    props;
  const { t } = useTranslation('ui');
  const onKeyDown = (event: KeyboardEvent): void => {
    // While an input method composes a word, its keys are its own.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      onStep(event.key === 'ArrowDown' ? 1 : -1);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      onEnter();
    }
  };
  return (
    <div className="flex items-center gap-2 border-b border-line ps-4 pe-2">
      <span className="text-muted">{isBusy ? <Spinner size={18} /> : <Search size={18} aria-hidden />}</span>
      <input
        ref={inputRef}
        role="combobox"
        aria-label={label}
        aria-expanded={activeId !== undefined}
        aria-controls={gridId}
        aria-haspopup="grid"
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={128}
        dir="auto"
        placeholder={placeholder}
        value={text}
        onChange={(event) => onTextChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        className="h-13 min-w-0 flex-1 bg-transparent text-md text-text outline-none placeholder:text-muted"
      />
      <Base.Close render={<IconButton icon={X} aria-label={t('action.close')} hasTooltip={false} />} />
    </div>
  );
}

interface ResultGridProps extends Pick<SearchOverlayProps, 'groups' | 'label'> {
  gridId: string;
  chosen: SearchRow | undefined;
  onPoint: (id: string) => void;
}

function ResultGrid({ groups, label, gridId, chosen, onPoint }: ResultGridProps): ReactElement {
  return (
    <table
      // What this pattern of the combobox asks for: a grid of rows that hold buttons.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
      role="grid"
      id={gridId}
      aria-label={label}
      className={groups.length === 0 ? 'hidden' : 'block w-full py-2'}
    >
      {groups.map((group) => (
        <tbody key={group.id} className="block">
          <tr className="block">
            <th scope="rowgroup" className="block px-4 pt-2 pb-1 text-start text-sm font-medium text-muted">
              {group.label}
            </th>
          </tr>
          {group.rows.map((row) => (
            <ResultRow key={row.id} row={row} gridId={gridId} isChosen={row === chosen} onPoint={onPoint} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

interface ResultRowProps {
  row: SearchRow;
  gridId: string;
  isChosen: boolean;
  onPoint: (id: string) => void;
}

function ResultRow({ row, gridId, isChosen, onPoint }: ResultRowProps): ReactElement {
  const ref = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isChosen) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <tr
      ref={ref}
      aria-selected={isChosen}
      onPointerMove={() => onPoint(row.id)}
      onFocus={() => onPoint(row.id)}
      className={classNames(
        'mx-2 flex items-center gap-3 rounded-md px-2 py-1.5 phone:flex-wrap phone:py-2.5',
        isChosen && 'bg-hover',
      )}
    >
      {/* The box has the focus and the keys; a press is the other way to the same. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */}
      <td
        id={cellId(gridId, row)}
        className="block min-w-0 flex-1 cursor-pointer p-0 phone:basis-full"
        onClick={row.onChoose}
      >
        {row.content}
      </td>
      {row.actions && <td className="flex shrink-0 items-center gap-1 p-0 phone:ms-auto">{row.actions}</td>}
    </tr>
  );
}
