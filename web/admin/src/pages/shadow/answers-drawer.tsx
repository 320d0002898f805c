import { ButtonLink, Callout, Drawer, KeyValueList, Link, StatusChip, useFormat } from '@trunkline/web-ui';
import { UserRound } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useReasonWords } from '../auth-log/reason-words.ts';
import { pairAttributes, type AttributePair } from './pair-attributes.ts';
import type { Disagreement, ShadowAnswer } from './shadow-queries.ts';
import { useKindWord } from './use-kind-word.ts';

interface AnswersDrawerProps {
  /** Undefined: closed. */
  disagreement: Disagreement | undefined;
  onClose: () => void;
}

/** Both answers to one login beside each other, and why they differ. */
export function AnswersDrawer({ disagreement, onClose }: AnswersDrawerProps): ReactElement {
  return (
    <Drawer
      isOpen={disagreement !== undefined}
      onClose={onClose}
      size="lg"
      title={
        <bdi dir="ltr" className="font-mono">
          {disagreement?.username}
        </bdi>
      }
    >
      {disagreement && <Answers disagreement={disagreement} />}
    </Drawer>
  );
}

function Answers({ disagreement }: { disagreement: Disagreement }): ReactElement {
  const { t } = useTranslation('shadow');
  const format = useFormat();
  const word = useKindWord();
  const { kind, isMild, sentence, subscriberId, nasId, nasName, firstAt, lastAt, count, ours, theirs } =
    disagreement;
  return (
    <div className="flex flex-col gap-4">
      <Callout tone={isMild ? 'warn' : 'bad'} title={word(kind)}>
        <bdi lang="en">{sentence}</bdi>
        {isMild && <p>{t('answers.isMild')}</p>}
      </Callout>
      <div className="grid grid-cols-2 gap-3">
        <AnswerHead title={t('answers.ours')} answer={ours} />
        <AnswerHead title={t('answers.theirs')} answer={theirs} />
      </div>
      <AttributeTable pairs={pairAttributes(ours.attributes, theirs.attributes)} />
      <KeyValueList
        items={[
          {
            label: t('field.nas'),
            value: (
              <Link href={`/nas/${nasId}`}>
                <bdi>{nasName ?? nasId}</bdi>
              </Link>
            ),
          },
          { label: t('field.count'), value: format.count(count) },
          { label: t('field.firstAt'), value: format.instant(firstAt, 'second') },
          { label: t('field.lastAt'), value: format.instant(lastAt, 'second') },
        ]}
      />
      {subscriberId !== null && (
        <div>
          <ButtonLink icon={UserRound} href={`/subscribers/${subscriberId}`}>
            {t('answers.toSubscriber')}
          </ButtonLink>
        </div>
      )}
    </div>
  );
}

function AnswerHead({ title, answer }: { title: string; answer: ShadowAnswer }): ReactElement {
  const { t } = useTranslation('shadow');
  const { word } = useReasonWords();
  const isAccept = answer.decision === 'accept';
  return (
    <div className="flex min-w-0 flex-col items-start gap-1 rounded-lg border border-line p-3">
      <h3 className="text-sm text-muted">{title}</h3>
      <StatusChip tone={isAccept ? 'ok' : 'bad'}>{t(`decision.${answer.decision}`)}</StatusChip>
      {answer.reason !== null && <p className="text-sm wrap-anywhere">{word(answer.reason)}</p>}
    </div>
  );
}

function AttributeTable({ pairs }: { pairs: readonly AttributePair[] }): ReactElement {
  const { t } = useTranslation('shadow');
  if (pairs.length === 0) return <p className="text-muted">{t('answers.noAttributes')}</p>;
  return (
    <table className="w-full table-fixed border-collapse text-sm">
      <thead>
        <tr className="border-b border-line text-muted">
          {(['attribute', 'ours', 'theirs'] as const).map((column) => (
            <th key={column} scope="col" className="py-1.5 pe-3 text-start font-medium">
              {t(`answers.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ name, ours, theirs, isSame }, index) => (
          <tr
            // The same attribute may stand there several times; the order of an answer does not change.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            className="border-b border-line align-top last:border-0"
          >
            <th scope="row" className="py-1.5 pe-3 text-start font-normal wrap-anywhere">
              <bdi dir="ltr" className={isSame ? 'text-muted' : 'font-medium'}>
                {name}
              </bdi>
              {!isSame && <span className="sr-only"> {t('answers.differs')}</span>}
            </th>
            <td className="py-1.5 pe-3 wrap-anywhere">
              <Value text={ours} tone={isSame ? 'text-muted' : 'text-ok-fg'} />
            </td>
            <td className="py-1.5 wrap-anywhere">
              <Value text={theirs} tone={isSame ? 'text-muted' : 'text-bad-fg'} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ text, tone }: { text: string | null; tone: string }): ReactElement {
  const { t } = useTranslation('shadow');
  if (text === null) return <span className="text-muted italic">{t('answers.absent')}</span>;
  return (
    <bdi dir="ltr" className={`font-mono ${tone}`}>
      {text}
    </bdi>
  );
}
