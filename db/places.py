"""Where a store may lie: not in a folder that is shared over a network or kept by a synchronising service.

SQLite's locks do not hold on network shares, and a synchronising service copies half-written files: both lose data.
"""

from __future__ import annotations

import sys
from pathlib import Path

from models.errors import StoreError
from models.messages import N_, Message

_NETWORK = frozenset(
    "nfs nfs3 nfs4 cifs smb smb2 smb3 smbfs afpfs webdav davfs davfs2 fuse.davfs2 fuse.sshfs fuse.rclone fuse.gvfsd-fuse "
    "fuse.smbnetfs ncpfs afs ceph fuse.ceph glusterfs fuse.glusterfs lustre gpfs".split()
)
_SERVICES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mijn drive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "stack": "STACK",
    "syncthing": "Syncthing",
    "box sync": "Box",
    "sharepoint": "SharePoint",
    "proton drive": "Proton Drive",
    "tresorit": "Tresorit",
}
_MARKERS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".owncloudsync.log": "ownCloud",
    ".nextcloudsync.log": "Nextcloud",
    ".tmp.drivedownload": "Google Drive",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
}


def must_be_local(path: Path) -> None:
    """Raise :class:`StoreError` when the store would lie in a shared or synchronised folder."""
    folder = path.resolve().parent
    if service := synchronised_by(folder):
        raise StoreError(
            Message(
                N_("The folder {folder} is kept by {service}: a store there would be damaged."),
                folder=str(folder),
                service=service,
            ),
            Message(N_("Choose a folder on this laptop that no service synchronises, with --store.")),
        )
    if kind := network_kind(folder):
        raise StoreError(
            Message(
                N_("The folder {folder} is shared over a network ({kind}): a store there would be damaged."),
                folder=str(folder),
                kind=kind,
            ),
            Message(N_("Choose a folder on this laptop that no service synchronises, with --store.")),
        )


def synchronised_by(folder: Path) -> str | None:
    """The name of the service that keeps ``folder``, or None."""
    for part in folder.parts:
        low = part.casefold()
        for name, service in _SERVICES.items():
            if low == name or low.startswith((name + " - ", name + "-")):
                return service
    for above in (folder, *folder.parents):
        for marker, service in _MARKERS.items():
            if (above / marker).exists():
                return service
    return None


def network_kind(folder: Path) -> str | None:
    """The kind of network file system that ``folder`` lies on, or None when it is local."""
    if sys.platform == "win32":
        return _windows_kind(folder)
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ")
        if len(point) >= len(best) and folder.is_relative_to(point):
            best, kind = point, parts[2]
    return kind if kind in _NETWORK else None


def _windows_kind(folder: Path) -> str | None:
    if str(folder).startswith("\\\\"):
        return "UNC"
    import ctypes

    remote = 4
    return "network drive" if ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == remote else None  # type: ignore[attr-defined,unused-ignore]
