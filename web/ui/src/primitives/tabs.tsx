import { Tabs as Base } from '@base-ui/react/tabs';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Badge } from './badge.tsx';

export interface TabItem<Id extends string = string> {
  id: Id;
  label: string;
  icon?: LucideIcon | undefined;
  count?: number | undefined;
}

interface TabsProps<Id extends string> {
  /** What the tabs divide: `Parts of the subscriber`. */
  label: string;
  items: TabItem<Id>[];
  /** The tab in the address; the page owns it. */
  value: Id;
  onChange: (id: Id) => void;
  /** The content of the tab in force. */
  children: ReactNode;
}

/** Tabs whose choice lives in the address. Arrow keys move, Enter or Space chooses. */
export function Tabs<Id extends string>({
  label,
  items,
  value,
  onChange,
  children,
}: TabsProps<Id>): ReactElement {
  return (
    <Base.Root value={value} onValueChange={(next) => onChange(next as Id)} className="min-w-0">
      <Base.List
        aria-label={label}
        activateOnFocus={false}
        className="flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]"
      >
        {items.map(({ id, label: word, icon: Icon, count }) => (
          <Base.Tab
            key={id}
            value={id}
            className="-mb-px inline-flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-3 font-medium text-muted hover:text-text focus-visible:-outline-offset-2 data-active:border-accent data-active:text-text phone:h-11"
          >
            {Icon && <Icon size={15} aria-hidden />}
            {word}
            {count !== undefined && <Badge>{count}</Badge>}
          </Base.Tab>
        ))}
      </Base.List>
      <Base.Panel value={value} className="min-w-0 pt-4">
        {children}
      </Base.Panel>
    </Base.Root>
  );
}
