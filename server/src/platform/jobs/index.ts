export { enqueueJob, type Job, type TaskName, type TaskPayloads } from './enqueue-job.ts';
export { startJobRunner, type JobRunner, type JobRunnerOptions, type Tasks } from './job-runner.ts';
