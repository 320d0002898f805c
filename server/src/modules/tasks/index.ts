export { taskErrors } from './errors.ts';
export { forgetOldTasks } from './forget-tasks.ts';
export { resumeTasks } from './resume-tasks.ts';
export { runTask, type TaskDeps } from './run-task.ts';
export { mostSubjects, startTask, type TaskOrder } from './start-task.ts';
export { taskAnswer, toTaskAnswer } from './task-answer.ts';
export { findTask, type TaskSubject } from './task-store.ts';
export { taskStates, type Outcome, type Task, type TaskAction } from './task.ts';
