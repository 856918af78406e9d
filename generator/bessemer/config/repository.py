"""Read what the config says of the repositories that SDKs lie in: security, owners, releases.

Source: contracts/config.md sections 1.1 to 1.4.
"""

from __future__ import annotations

from bessemer.config.cursor import Cursor
from bessemer.config.forms import ACCOUNT, ADDRESS, BRANCH, LINE, OWNER, formed
from bessemer.config.keys import check_keys
from bessemer.config.model import ReleaseConfig, RepositoryConfig


def read_repository(root: Cursor) -> RepositoryConfig:
    organization, flow = root.at("organization"), root.at("codeflow").mapping()
    check_keys(flow, "/codeflow")
    return RepositoryConfig(
        security_contact=formed(organization.at("security_contact"), LINE),
        policy_url=formed(organization.at("security_policy_url"), ADDRESS),
        policy_terms=organization.at("security_policy_terms").text(),
        code_owners=_owners(flow.at("code_owners")),
        release_environment=formed(flow.at("release_environment"), LINE),
        github_org=formed(organization.at("github_org"), ACCOUNT),
    )


def read_release(publish: Cursor) -> ReleaseConfig | None:
    """None where releases are not proposed."""
    release = publish.at("release")
    if isinstance(release.value, bool):
        return ReleaseConfig() if release.value else None
    if not release.mapping().present:
        return None
    check_keys(release, "/publish/release")
    branch, usual = formed(release.at("branch"), BRANCH), ReleaseConfig()
    return ReleaseConfig(branch or usual.branch, release.at("prerelease").flag(usual.prerelease))


def _owners(owners: Cursor) -> tuple[str, ...]:
    """One text of names or a list of them; a name may lack its `@`."""
    listed = [owners] if isinstance(owners.value, str) else list(owners.items())
    named = [name for item in listed for name in (formed(item, OWNER) or "").split()]
    return tuple(name if "@" in name else f"@{name}" for name in named)
