"""Know the words that say what a call does, in paths and in operation ids."""

from __future__ import annotations

# Words that, at the end of a path, are what is done and not what it is done to. Words that are as often a thing
# (`order`, `comment`, `report`) are not among them: there the operation id decides.
ACTIONS = frozenset("""
    abort accept acknowledge activate add allocate amend analyze append apply approve archive assign associate
    attach attempt authenticate authorize autocomplete ban batch begin bind block bulk calculate cancel capture
    check claim classify cleanup clear clone close combine commit compare complete compose compress compute
    configure confirm connect convert copy count create deactivate deallocate debug decline decode decommission
    decrypt deduplicate delete demote deploy deprecate deregister describe destroy detach detect detokenize diff
    disable disapprove disassociate discard disconnect discover dismiss dispatch dispute download drain drop
    duplicate edit embed enable encode encrypt enqueue enroll ensure erase estimate evaluate execute exchange
    expand expire explain explore export extend extract fail fetch finalize find finish flush follow force
    forget forgot fork forward freeze fulfill generate get grant hide hold identify ignore import impersonate
    increment index ingest initialize initiate insert inspect install instantiate invalidate invite invoke join
    kick kill launch leave link list load lock login logout lookup merge migrate modify mount move mute notify
    obtain open optimize overwrite parse pause perform pin ping poll postpone preload prepare preview process
    promote provision prune publish pull purge push put quarantine query queue rate react read reauthorize
    rebase rebuild recalculate receive recommend reconcile reconnect record recover redeem redeliver redeploy
    redirect refresh refund regenerate register reindex reject release reload remove rename render renew reopen
    reorder repair replace replay reply report repost request rerank rerun resend reserve reset resize resolve
    restart restore resume resync retire retrieve retry return revert review revoke rollback rotate run save
    scale schedule score search seek send set setup share shift shuffle sign simulate skip sleep snooze sort
    split stage star start stop submit subscribe suggest suspend swap switch sync synchronize tail terminate
    test toggle tokenize touch track transcribe transfer transform translate trigger truncate unarchive unassign
    unban unblock undelete undo undeploy unfollow unfreeze unhide uninstall unlink unlock unmount unmute unpause
    unpin unpublish unregister unstar unsubscribe unsuspend update upgrade upload upsert validate verify void
    vote wait wake withdraw write
    """.split())
# Verbs of operation ids that say no more than the HTTP method does.
GENERIC = frozenset(
    "add all create delete destroy edit fetch find get index list make modify new patch post put read remove retrieve "
    "set show update view".split()
)
# Words that fill a sentence, and words of addresses.
FILLERS = frozenset("a an and api endpoint in of on operation rest the to using with".split())
