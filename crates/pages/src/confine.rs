//! Taking from the child everything but computing.
//!
//! After [`confine`] the process can read and write the streams it already has, and allocate; it can open no file or socket, start
//! no program, map no code and signal nobody else. A document that takes over the parser then holds a process that
//! can only write into the parent's pipe. The invariant: it happens before the first byte of the document is read.

use std::{collections::BTreeMap, io, process};

use libc::{PROT_EXEC, c_long};
use rustix::{
    process::{DumpableBehavior, Resource, Rlimit, Signal},
    thread::set_no_new_privs,
};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, TargetArch,
};

use crate::Limits;

/// What the allocator, the standard streams, panics and exit need.
const CALLS: &[c_long] = &[
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_sched_yield,
    libc::SYS_clock_gettime,
    libc::SYS_getrandom,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// Confines the calling process for the rest of its life.
///
/// # Errors
/// When the system lacks one of the means; the caller must then parse nothing.
pub(crate) fn confine(limits: &Limits) -> io::Result<()> {
    // No debugger or core file shows what it read.
    rustix::process::set_dumpable_behavior(DumpableBehavior::NotDumpable)?;
    bound(&[
        (Resource::As, limits.memory),
        (Resource::Cpu, limits.cpu_seconds),
        (Resource::Nofile, 0),
        (Resource::Nproc, 0),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ])?;
    set_no_new_privs(true)?;
    apply(&filter().map_err(io::Error::other)?)
}

/// Sets limits for good, and ends the process with the one that started it.
pub(crate) fn bound(limits: &[(Resource, u64)]) -> io::Result<()> {
    // A portal that dies takes its children along.
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))?;
    for (resource, most) in limits {
        let limit = Rlimit {
            current: Some(*most),
            maximum: Some(*most),
        };
        rustix::process::setrlimit(*resource, limit)?;
    }
    Ok(())
}

/// Installs a filter in this process, for good.
pub(crate) fn apply(filter: &BpfProgram) -> io::Result<()> {
    seccompiler::apply_filter_all_threads(filter).map_err(io::Error::other)
}

/// Refused calls fail with EPERM rather than kill: a library that asks for a convenience it can live without goes on.
fn filter() -> Result<BpfProgram, seccompiler::BackendError> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
        CALLS.iter().map(|call| (*call, Vec::new())).collect();
    let not_code = SeccompCmpOp::MaskedEq(PROT_EXEC as u64);
    for call in [libc::SYS_mmap, libc::SYS_mprotect] {
        rules.insert(call, vec![only_where(2, not_code.clone(), 0)?]);
    }
    // abort() signals its own thread; nothing else may be signalled.
    rules.insert(
        libc::SYS_tgkill,
        vec![only_where(0, SeccompCmpOp::Eq, process::id().into())?],
    );
    SeccompFilter::new(
        rules,
        SeccompAction::Errno(libc::EPERM as u32),
        SeccompAction::Allow,
        TargetArch::try_from(std::env::consts::ARCH)?,
    )?
    .try_into()
}

/// The rule that allows a call only where one of its arguments compares.
pub(crate) fn only_where(
    argument: u8,
    compared: SeccompCmpOp,
    value: u64,
) -> Result<SeccompRule, seccompiler::BackendError> {
    SeccompRule::new(vec![SeccompCondition::new(
        argument,
        SeccompCmpArgLen::Dword,
        compared,
        value,
    )?])
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing test may panic")]
    use std::{fs::File, net::UdpSocket, thread};

    use rustix::process::{Pid, Signal};

    use super::*;

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "it shows that no program can be started"
    )]
    fn a_confined_thread_can_compute_but_reach_nothing() {
        let parent = rustix::process::getppid().unwrap_or(Pid::INIT);
        let confined = thread::spawn(move || {
            seccompiler::apply_filter(&filter().unwrap()).unwrap();
            let computed = vec![1_u8; 8 << 20].into_iter().map(u64::from).sum::<u64>();
            let opened = File::open("/dev/null").err().map(|error| error.kind());
            let spoken = UdpSocket::bind("127.0.0.1:0")
                .err()
                .map(|error| error.kind());
            let started = process::Command::new("/bin/true")
                .spawn()
                .err()
                .map(|error| error.kind());
            let followed = thread::Builder::new()
                .spawn(|| ())
                .err()
                .map(|error| error.kind());
            let signalled = rustix::process::kill_process(parent, Signal::CONT)
                .err()
                .map(|error| error.kind());
            (computed, [opened, spoken, started, followed, signalled])
        });
        let (computed, refused) = confined.join().unwrap();
        assert_eq!(computed, 8 << 20);
        assert_eq!(refused, [Some(io::ErrorKind::PermissionDenied); 5]);
    }
}
