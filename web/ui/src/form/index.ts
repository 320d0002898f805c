export { SelectInput } from './control/select-input.tsx';
export type { SelectInputProps, SelectOption } from './control/select-input.tsx';
export { SearchInput, TextAreaInput, TextInput } from './control/text-input.tsx';
export type { TextInputProps } from './control/text-input.tsx';
export { CheckboxInput, SwitchInput } from './control/toggle-input.tsx';
