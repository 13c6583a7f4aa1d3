"""Where a store may lie: not in a folder that is shared over a network or kept by a synchronising service.

SQLite's locks do not hold on network shares, and a synchronising service copies half-written files: both lose data.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from models.errors import StoreError
from models.messages import N_, Message

_NETWORK = frozenset(
    "nfs nfs3 nfs4 cifs smb smb2 smb3 smbfs afpfs webdav davfs davfs2 fuse.davfs2 fuse.sshfs fuse.rclone fuse.gvfsd-fuse "
    "fuse.smbnetfs ncpfs afs ceph fuse.ceph glusterfs fuse.glusterfs lustre gpfs "
    "beegfs 9p vboxsf fuse.s3fs fuse.onedriver fuse.google-drive-ocamlfuse fuse.vmhgfs-fuse".split()
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
    "syncthing": "Syncthing",
    "box": "Box",
    "box sync": "Box",
    "mega": "MEGA",
    "megasync": "MEGA",
    "pclouddrive": "pCloud",
    "pcloud drive": "pCloud",
    "surfdrive": "SURFdrive",
    "seafile": "Seafile",
    "kdrive": "kDrive",
    "resilio sync": "Resilio Sync",
    "my dropbox": "Dropbox",
    "sharepoint": "SharePoint",
    "proton drive": "Proton Drive",
    "tresorit": "Tresorit",
}
_AS_WRITTEN = {"STACK": "STACK"}
"""Names that are a word of every day in small letters."""
_BEGIN = ("OneDrive", "Dropbox")
"""Services that put the organisation's name behind their own: 'OneDrive-Gemeente', 'OneDrive – Almelo', 'Dropbox (NUO)'."""
_VARIABLES = {"OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive", "OneDriveConsumer": "OneDrive"}
"""What Windows calls a folder that is kept by a service, in the environment."""
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
    for parent, part in zip(("", *folder.parts), folder.parts, strict=False):
        name = part.split(" (")[0].split(" - ")[0]
        if parent == "CloudStorage":  # macOS: 'OneDrive-Gemeente', 'GoogleDrive-somebody@example.org'
            name = name.split("-")[0]
        if service := _SERVICES.get(name.casefold()) or _AS_WRITTEN.get(name):
            return service
        if service := next((one for one in _BEGIN if re.match(rf"{one}\W", part, re.IGNORECASE)), None):
            return service
    for variable, service in _VARIABLES.items():
        if (kept := os.environ.get(variable)) and folder.is_relative_to(kept):
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
    best, kind = "", ""
    for point, system in _mounts():
        if len(point) >= len(best) and folder.is_relative_to(point):
            best, kind = point, system
    return kind if kind in _NETWORK else None


def _mounts() -> Iterator[tuple[str, str]]:
    """Where something is mounted, and what kind of file system it is."""
    if sys.platform == "darwin":
        said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
        # '//server/share on /Volumes/share (smbfs, nodev)'
        for found in re.finditer(r"^.* on (/.*) \((\w+)", said, re.MULTILINE):
            yield found[1], found[2]
        return
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for parts in (line.split(" ") for line in lines):
        if len(parts) > 2:
            yield parts[1].replace("\\040", " "), parts[2]


def _windows_kind(folder: Path) -> str | None:
    if str(folder).startswith("\\\\"):
        return "UNC"
    import ctypes

    remote = 4
    return "network drive" if ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == remote else None  # type: ignore[attr-defined,unused-ignore]
