"""Know the words that say what a call does, in paths and in operation ids."""

from __future__ import annotations

# Words that, at the end of a path, are what is done and not what it is done to. Words that are as often a thing
# (`order`, `comment`, `report`) are not among them: there the operation id decides.
ACTIONS = frozenset("""
    abort accept acknowledge activate add allocate amend analyze answer append apply approve archive ask assign
    associate attach attempt authenticate authorize autocomplete ban batch begin bind block bookmark broadcast
    bulk buy calculate cancel capture cast change charge chat check checkout claim classify cleanup clear clone
    close combine commit compare compile complete compose compress compute configure confirm connect consume
    convert copy count crawl create crosspost deactivate deallocate debug decide decline decode decommission
    decrypt deduplicate defer delegate delete demote deploy deprecate deprovision deregister describe destroy
    detach detect detokenize diff disable disapprove disassociate discard disconnect discover dismiss dispatch
    dispute download downvote draft drain drop duplicate echo edit elect embed enable encode encrypt enqueue
    enrich enroll ensure erase escalate estimate evaluate evict exchange execute expand expire explain explore
    export expunge extend extract fail favorite feed fetch finalize find finish flag flush follow force forget
    forgot fork format forward freeze fulfill generate geocode get grant hide hold identify ignore impersonate
    import inactivate increment index infer ingest initialize initiate insert inspect install instantiate
    intercept invalidate invite invoke iterate join kick kill launch leave like link lint list load lock login
    logoff logon logout lookup mail map mask match merge migrate mint modify monitor mount move mute nominate
    normalize notify obtain offboard onboard open optimize overwrite paginate pair parse patch pause pay perform
    permit pin ping place poke poll postpone predict preload prepare presign prettify preview print process
    prolong promote prompt propose provision prune publish pull purge push put quarantine query queue rank rate
    react reactivate read reassign reauthorize rebalance rebase reboot rebuild recalculate recall receive recommend
    reconcile reconfigure reconnect record recover recrawl recreate redact redeem redeliver redeploy redirect redo
    reembed refine refresh refund regenerate register reimage reindex reissue reject rekey release relink reload remind
    remove rename render renew renotify reopen reorder repair reparent replace replan replay reply report repost
    reprint reprocess request rerank reroute rerun rescan reschedule rescore resend reserve reset reshare resign
    resize resolve respond restart restore resubmit resume resync retest retire retrain retrieve retry return
    revalidate reverse revert review revoke rewind rewrite rollback rotate run save scale scan schedule score
    scrape search seed seek select sell send serve set settle setup share shift shuffle sign signal signin
    signout signup silence simulate skip sleep snooze solve sort spawn speak split stage star start steal stitch
    stop stream submit subscribe suggest summarize suspend swap switch sync synchronize synthesize tail
    terminate test throttle tick toggle tokenize touch trace track train transcribe transfer transform translate
    trash trigger trim truncate tune unarchive unassign unban unblock uncancel unclaim undelete undeny undeploy
    undo unenroll unfavorite unfollow unfreeze unhide uninstall unlike unlink unlist unlock unmount unmute
    unpause unpin unpublish unread unregister unset unshare unsnooze unstar unsubscribe unsuspend untrash
    unwatch update upgrade upload upsert upvote vacuum validate verify void vote wait wake warm watch whitelist
    wipe withdraw wrap write zip
    """.split())
# Those that also begin the names of things (`check runs`, `share links`): before another word they do not decide alone.
NOUNISH = frozenset("""
    batch bookmark bulk capture cast change charge chat check checkout claim clone combine compare connect
    convert copy count debug deploy diff dispute download draft drop edit embed exchange export extract favorite
    feed flag fork format freeze hold import index inspect invite join kick launch like link list load lock
    login logout mail map mask match merge mint monitor mount move mute open pair patch pin ping place poll
    preview print process prompt provision pull push query queue rank rate react read record refund register
    release reply report request reset retry return reverse review run save scale scan schedule score search
    seed select serve set setup share shift sign signal signin signup skip sleep sort split stage star stream
    switch sync tail test trace track train transfer trash trigger trim tune update upgrade upload void vote
    wait warm watch wrap write zip
    """.split())
# Verbs of operation ids that say no more than the HTTP method does.
GENERIC = frozenset(
    "add create delete destroy edit fetch find get index list make modify new patch post put read remove retrieve "
    "set show update view".split()
)
# Words that fill a sentence, and words of addresses.
FILLERS = frozenset("a an and api endpoint in of on operation rest the to using with".split())
