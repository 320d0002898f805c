import { useQuery } from '@tanstack/react-query';
import { CheckboxInput, Field, useBoundField, type FieldProps } from '@trunkline/web-ui';
import { useMemo, type ReactElement } from 'react';
import { useMe } from '../../api/me.ts';
import { usePermissionGroups } from './permission-words.ts';
import { permissionsQuery } from './role-queries.ts';

interface PermissionsFieldProps extends FieldProps {
  /** A permission that is not given here. */
  except?: string | undefined;
}

/** A list of permissions to tick; what the person does not hold cannot be given. The form's value is a list of codes. */
export function PermissionsField(props: PermissionsFieldProps): ReactElement {
  const { field, error, wiring } = useBoundField(props);
  const { permissions: own } = useMe();
  const held = useMemo(() => new Set(own), [own]);
  const all = useQuery(permissionsQuery);
  const offered = useMemo(
    () => (all.data ?? own).filter((code) => code !== props.except),
    [all.data, own, props.except],
  );
  const groups = usePermissionGroups(offered);
  const chosen = new Set(field.value as string[]);
  const toggle = (code: string, isChecked: boolean): void => {
    const others = [...chosen].filter((one) => one !== code);
    field.onChange(isChecked ? [...others, code] : others);
  };
  return (
    <Field
      id={wiring.id}
      label={props.label}
      hint={props.hint}
      error={error}
      isRequired={props.isRequired}
      isGroup
    >
      <div className="flex flex-col gap-3 rounded-md border border-line p-3">
        {groups.map(({ module, label, permissions }) => (
          <fieldset key={module} className="min-w-0">
            <legend className="text-sm font-medium text-muted">{label}</legend>
            {permissions.map(({ code, label: words }) => (
              <label key={code} className="flex min-h-7 items-center gap-2 phone:min-h-11">
                <CheckboxInput
                  isChecked={chosen.has(code)}
                  onChange={(isChecked) => toggle(code, isChecked)}
                  disabled={!held.has(code) && !chosen.has(code)}
                />
                {words}
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </Field>
  );
}
