import {
  Button,
  EmptyState,
  ErrorState,
  Kbd,
  SearchOverlay,
  useNavigateTo,
  type SearchGroup,
} from '@trunkline/web-ui';
import { SearchX } from 'lucide-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDisconnects } from '../../pages/online/use-disconnects.ts';
import { HitActions } from './hit-actions.tsx';
import { AddressContent, HitContent, RecentContent } from './hit-content.tsx';
import { hitHref } from './hit-href.ts';
import { forgetRecentSearches, readRecentSearches, rememberSearch } from './recent-searches.ts';
import { useSearch } from './use-search.ts';

/** Catalogues that the overlay and its rows speak from. */
const hitWords = ['search', 'subscribers', 'online', 'ui'] as const;

interface CommandSearchProps {
  isOpen: boolean;
  onClose: () => void;
}

/** One box for everything that somebody reads out on the phone, with what can be done about it. */
export function CommandSearch({ isOpen, onClose }: CommandSearchProps): ReactElement {
  // The words of the hits too, before there is a box: waiting for them later would take the box from under the keys.
  const { t } = useTranslation(hitWords);
  const [text, setText] = useState('');
  const found = useSearch(text);
  const hits = useHitGroups(text, found.answer, onClose);
  const recent = useRecentGroup(setText);
  const isEmpty = text.trim() === '';
  const groups = isEmpty ? recent.groups : hits;
  const count = found.answer?.groups.reduce((sum, group) => sum + group.hits.length, 0);
  return (
    <SearchOverlay
      isOpen={isOpen}
      onClose={onClose}
      label={t('title')}
      placeholder={t('placeholder')}
      text={text}
      onTextChange={setText}
      isBusy={found.isBehind}
      groups={groups}
      announcement={isEmpty || found.isBehind || count === undefined ? '' : t('found', { count })}
      notice={noticeOf({ text, found, count, recent, words: t('empty.hint') })}
      footer={<KeyHints />}
    />
  );
}

type Found = ReturnType<typeof useSearch>;

function noticeOf(given: {
  text: string;
  found: Found;
  count: number | undefined;
  recent: ReturnType<typeof useRecentGroup>;
  words: string;
}): ReactNode {
  const { text, found, count, recent, words } = given;
  if (text.trim() === '') {
    return recent.groups.length > 0 ? (
      <RecentFooter onForget={recent.forget} />
    ) : (
      <p className="px-5 py-6 text-muted">{words}</p>
    );
  }
  if (found.error) return <ErrorState error={found.error} onRetry={found.again} />;
  return count === 0 && !found.isBehind ? <NothingFound text={text} /> : undefined;
}

function NothingFound({ text }: { text: string }): ReactElement {
  const { t } = useTranslation('search');
  return (
    <EmptyState icon={SearchX} title={t('nothing.title', { text: text.trim() })}>
      {t('nothing.text')}
    </EmptyState>
  );
}

function RecentFooter({ onForget }: { onForget: () => void }): ReactElement {
  const { t } = useTranslation('search');
  return (
    <div className="px-4 pb-3">
      <Button size="sm" variant="ghost" onClick={onForget}>
        {t('recent.clear')}
      </Button>
    </div>
  );
}

/** Rows of what was found; choosing one remembers what led to it. */
function useHitGroups(text: string, answer: Found['answer'], onClose: () => void): SearchGroup[] {
  const { t } = useTranslation('search');
  const navigateTo = useNavigateTo();
  const { progress, disconnect } = useDisconnects();
  if (answer === undefined) return [];
  const go = (href: string) => () => {
    rememberSearch(text);
    onClose();
    navigateTo(href);
  };
  const groups: SearchGroup[] = answer.groups.map(({ kind, hits }) => ({
    id: kind,
    label: t(`group.${kind}`),
    rows: hits.map((hit) => ({
      id: `${kind}-${hit.id}`,
      content: <HitContent kind={kind} hit={hit} />,
      actions: (
        <HitActions
          hit={hit}
          progress={hit.sessionId === null ? undefined : progress.get(hit.sessionId)}
          onDisconnect={(sessionId) => {
            rememberSearch(text);
            disconnect(sessionId);
          }}
        />
      ),
      onChoose: go(hitHref(kind, hit)),
    })),
  }));
  if (answer.recognised !== 'ipv4' && answer.recognised !== 'ipv6') return groups;
  const address = text.trim();
  const onChoose = go(`/addresses?address=${encodeURIComponent(address)}`);
  const row = { id: 'address', content: <AddressContent address={address} />, onChoose };
  return [...groups, { id: 'address', label: t('group.address'), rows: [row] }];
}

function useRecentGroup(onChoose: (text: string) => void): { groups: SearchGroup[]; forget: () => void } {
  const { t } = useTranslation('search');
  const [texts, setTexts] = useState(readRecentSearches);
  const rows = texts.map((text) => ({
    id: `recent-${text}`,
    content: <RecentContent text={text} />,
    onChoose: () => onChoose(text),
  }));
  return {
    groups: rows.length === 0 ? [] : [{ id: 'recent', label: t('recent.title'), rows }],
    forget: () => {
      forgetRecentSearches();
      setTexts([]);
    },
  };
}

function KeyHints(): ReactElement {
  const { t } = useTranslation('search');
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <span className="inline-flex items-center gap-1.5">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd>
        {t('keys.choose')}
      </span>
      <span className="inline-flex items-center gap-1.5">
        <Kbd>↵</Kbd>
        {t('keys.open')}
      </span>
      <span className="inline-flex items-center gap-1.5">
        <Kbd>{t('keys.tab')}</Kbd>
        {t('keys.actions')}
      </span>
      <span className="inline-flex items-center gap-1.5">
        <Kbd>{t('keys.escape')}</Kbd>
        {t('keys.close')}
      </span>
    </span>
  );
}
