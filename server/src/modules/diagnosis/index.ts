export { runNasDoctor, type NasDoctorDeps } from './nas-doctor/run-nas-doctor.ts';
