-- The worker's tick forgets tasks that were over long ago.
grant delete on tasks.task, tasks.subject to trunkline_worker;
