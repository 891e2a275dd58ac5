//! Taking from the converter everything but converting, before it becomes one.
//!
//! The same process that reads the request gives up its rights and then turns into LibreOffice, which therefore has none from
//! its first instruction on:
//!
//! - **Landlock**: it may read the system's programs, libraries, fonts and settings, write in its room, and see no other file:
//!   no key, no database, no blob, nobody's home.
//! - **seccomp**: about 110 calls. No connection to anywhere, no process, no signal to others, no tracing, no mount.
//! - **limits**: memory, processor time, length of a file, number of files.
//!
//! It insists on a socket at which other instances of itself could call. It gets one, and is told that it stands on the street,
//! where it does not: nobody can call, and it cannot call anybody.

use std::{
    collections::BTreeMap, fs, io, os::unix::process::CommandExt, path::Path, process::Command,
};

use landlock::{
    ABI, Access, AccessFs, CompatLevel, Compatible, Ruleset, RulesetAttr, RulesetCreated,
    RulesetCreatedAttr, RulesetError, Scope, path_beneath_rules,
};
use libc::c_long;
use rustix::{process::Resource, thread::set_no_new_privs};
use seccompiler::{
    BackendError, BpfProgram, SeccompAction, SeccompCmpOp, SeccompFilter, SeccompRule, TargetArch,
};

use super::{Desk, room};
use crate::{
    Limits,
    confine::{apply, bound, only_where},
};

/// What an office program reads of a system.
const READS: &[&str] = &[
    "/usr",
    "/lib",
    "/lib64",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/libreoffice",
    "/etc/localtime",
    "/etc/papersize",
    "/var/cache/fontconfig",
    "/var/lib/libreoffice",
    "/var/spool/libreoffice",
    "/dev/null",
    "/dev/urandom",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/self",
    "/sys/devices/system/cpu",
];
/// Where the loader and its libraries lie.
const RUNS: &[&str] = &["/lib", "/lib64", "/usr/lib", "/usr/lib64"];
const OPEN_FILES: u64 = 512;
/// In address spaces of [`Limits::memory`]: libraries and the stacks of threads take room nobody uses.
const SPACE: u64 = 4;

/// What LibreOffice and the C library ask for while they convert.
const CALLS: &[c_long] = &[
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_bind,
    libc::SYS_brk,
    libc::SYS_chdir,
    libc::SYS_clock_getres,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_clone3,
    libc::SYS_close,
    libc::SYS_close_range,
    libc::SYS_copy_file_range,
    libc::SYS_dup,
    libc::SYS_dup3,
    libc::SYS_eventfd2,
    libc::SYS_execve,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_fadvise64,
    libc::SYS_fallocate,
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    libc::SYS_fchown,
    libc::SYS_fchownat,
    libc::SYS_fcntl,
    libc::SYS_fdatasync,
    libc::SYS_flock,
    libc::SYS_fstat,
    libc::SYS_fstatfs,
    libc::SYS_fsync,
    libc::SYS_ftruncate,
    libc::SYS_futex,
    libc::SYS_get_robust_list,
    libc::SYS_getcwd,
    libc::SYS_getdents64,
    libc::SYS_getegid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getgroups,
    libc::SYS_getpid,
    libc::SYS_getppid,
    libc::SYS_getrandom,
    libc::SYS_getresgid,
    libc::SYS_getresuid,
    libc::SYS_getrlimit,
    libc::SYS_getrusage,
    libc::SYS_gettid,
    libc::SYS_gettimeofday,
    libc::SYS_getuid,
    libc::SYS_ioctl,
    libc::SYS_linkat,
    libc::SYS_listen,
    libc::SYS_lseek,
    libc::SYS_madvise,
    libc::SYS_membarrier,
    libc::SYS_mincore,
    libc::SYS_mkdirat,
    libc::SYS_mlock,
    libc::SYS_mmap,
    libc::SYS_mprotect,
    libc::SYS_mremap,
    libc::SYS_munlock,
    libc::SYS_munmap,
    libc::SYS_nanosleep,
    libc::SYS_newfstatat,
    libc::SYS_openat,
    libc::SYS_pipe2,
    libc::SYS_ppoll,
    libc::SYS_prctl,
    libc::SYS_pread64,
    libc::SYS_preadv,
    libc::SYS_prlimit64,
    libc::SYS_pselect6,
    libc::SYS_pwrite64,
    libc::SYS_pwritev,
    libc::SYS_read,
    libc::SYS_readahead,
    libc::SYS_readlinkat,
    libc::SYS_readv,
    libc::SYS_renameat,
    libc::SYS_renameat2,
    libc::SYS_restart_syscall,
    libc::SYS_rseq,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sched_get_priority_max,
    libc::SYS_sched_get_priority_min,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_getparam,
    libc::SYS_sched_getscheduler,
    libc::SYS_sched_yield,
    libc::SYS_set_robust_list,
    libc::SYS_set_tid_address,
    libc::SYS_shutdown,
    libc::SYS_sigaltstack,
    libc::SYS_statfs,
    libc::SYS_statx,
    libc::SYS_symlinkat,
    libc::SYS_sysinfo,
    libc::SYS_times,
    libc::SYS_umask,
    libc::SYS_uname,
    libc::SYS_unlinkat,
    libc::SYS_utimensat,
    libc::SYS_wait4,
    libc::SYS_write,
    libc::SYS_writev,
];

/// The older calls that only the oldest of our architectures has.
#[cfg(target_arch = "x86_64")]
const OLDER_CALLS: &[c_long] = &[
    libc::SYS_access,
    libc::SYS_arch_prctl,
    libc::SYS_chmod,
    libc::SYS_chown,
    libc::SYS_dup2,
    libc::SYS_link,
    libc::SYS_lstat,
    libc::SYS_mkdir,
    libc::SYS_open,
    libc::SYS_pipe,
    libc::SYS_poll,
    libc::SYS_readlink,
    libc::SYS_rename,
    libc::SYS_rmdir,
    libc::SYS_select,
    libc::SYS_stat,
    libc::SYS_symlink,
    libc::SYS_time,
    libc::SYS_unlink,
    libc::SYS_utime,
    libc::SYS_utimes,
];
#[cfg(not(target_arch = "x86_64"))]
const OLDER_CALLS: &[c_long] = &[];

/// Whether this kernel can keep files from a process.
pub(super) fn is_possible() -> bool {
    ruleset().is_ok()
}

/// Turns the calling process into a confined LibreOffice that converts what lies on the desk; returns only when it could not.
pub(crate) fn become_converter(desk: &Desk, limits: &Limits) -> io::Error {
    match confine(desk, limits) {
        Ok(()) => command(desk).exec(),
        Err(error) => error,
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one program of others the product starts, confined"
)]
fn command(desk: &Desk) -> Command {
    let room = &desk.room;
    let mut settings = std::ffi::OsString::from("-env:UserInstallation=file://");
    settings.push(room::profile(room));
    let mut command = Command::new(&desk.program);
    command
        .arg(settings)
        .args([
            "--headless",
            "--invisible",
            "--nologo",
            "--norestore",
            "--nodefault",
        ])
        .args(["--nolockcheck", "--convert-to", "pdf", "--outdir"])
        .arg(room::pages(room))
        .arg(room::document(room))
        .env_clear()
        .env("HOME", room)
        .env("TMPDIR", room)
        .env("LANG", "C.UTF-8")
        .env("SAL_USE_VCLPLUGIN", "svp")
        .current_dir(room);
    command
}

fn confine(desk: &Desk, limits: &Limits) -> io::Result<()> {
    // A machine out of memory gives this process up first, and not the portal.
    fs::write("/proc/self/oom_score_adj", "1000")?;
    bound(&[
        (Resource::As, limits.memory.saturating_mul(SPACE)),
        (Resource::Data, limits.memory),
        (Resource::Cpu, limits.cpu_seconds),
        (Resource::Nofile, OPEN_FILES),
        (Resource::Fsize, limits.bytes),
        (Resource::Core, 0),
    ])?;
    set_no_new_privs(true)?;
    keep_files_away(desk).map_err(io::Error::other)?;
    for filter in filters().map_err(io::Error::other)? {
        apply(&filter)?;
    }
    Ok(())
}

/// The first generation of Landlock is required; what later ones add (moving files elsewhere, cutting them, devices, abstract
/// sockets, signals) is taken where the kernel has it, since seccomp and the missing paths stand before it as well.
fn ruleset() -> Result<RulesetCreated, RulesetError> {
    Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(ABI::V1))?
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(ABI::V5))?
        .scope(Scope::from_all(ABI::V6))?
        .create()
}

fn keep_files_away(desk: &Desk) -> Result<(), RulesetError> {
    let folder = desk.program.parent().unwrap_or(Path::new("/nonexistent"));
    // Beside the folder of the program lie its settings and its fonts.
    let installed = folder.parent().unwrap_or(folder);
    let read = AccessFs::ReadFile | AccessFs::ReadDir;
    let never = AccessFs::Execute
        | AccessFs::MakeChar
        | AccessFs::MakeBlock
        | AccessFs::MakeSock
        | AccessFs::IoctlDev;
    let own = AccessFs::from_all(ABI::V5) & !never;
    ruleset()?
        .add_rules(path_beneath_rules(READS, read))?
        .add_rules(path_beneath_rules([installed], read))?
        .add_rules(path_beneath_rules(RUNS, read | AccessFs::Execute))?
        .add_rules(path_beneath_rules([folder], read | AccessFs::Execute))?
        .add_rules(path_beneath_rules(["/dev/null"], AccessFs::WriteFile))?
        .add_rules(path_beneath_rules([&desk.room], own))?
        .restrict_self()
        .map(|_| ())
}

/// What is answered "done" without being done; what is answered "not here", so that a sibling is tried; what is allowed.
fn filters() -> Result<[BpfProgram; 3], BackendError> {
    let mut allowed: BTreeMap<i64, Vec<SeccompRule>> = CALLS
        .iter()
        .chain(OLDER_CALLS)
        .map(|call| (*call, Vec::new()))
        .collect();
    let unix = libc::AF_UNIX as u64;
    allowed.insert(
        libc::SYS_socket,
        vec![only_where(0, SeccompCmpOp::Eq, unix)?],
    );
    // Threads, never processes.
    let thread = libc::CLONE_THREAD as u64;
    let is_thread = only_where(0, SeccompCmpOp::MaskedEq(thread), thread)?;
    allowed.insert(libc::SYS_clone, vec![is_thread]);
    // abort() signals its own thread.
    let own = std::process::id().into();
    allowed.insert(
        libc::SYS_tgkill,
        vec![only_where(0, SeccompCmpOp::Eq, own)?],
    );
    let pretended = [libc::SYS_bind, libc::SYS_listen].map(|call| (call, Vec::new()));
    let absent = [(libc::SYS_clone3, Vec::new())];
    let refused = SeccompAction::Errno(libc::EPERM as u32);
    let not_here = SeccompAction::Errno(libc::ENOSYS as u32);
    // The narrowest comes last: it does not allow to install another.
    Ok([
        filter(
            pretended.into(),
            SeccompAction::Allow,
            SeccompAction::Errno(0),
        )?,
        filter(absent.into(), SeccompAction::Allow, not_here)?,
        filter(allowed, refused, SeccompAction::Allow)?,
    ])
}

fn filter(
    rules: BTreeMap<i64, Vec<SeccompRule>>,
    otherwise: SeccompAction,
    matched: SeccompAction,
) -> Result<BpfProgram, BackendError> {
    let arch = TargetArch::try_from(std::env::consts::ARCH)?;
    SeccompFilter::new(rules, otherwise, matched, arch)?.try_into()
}
