"""Access to Wagtail's editor and its page tree, derived from the dated access grants, never edited by hand (R-35).

Wagtail checks Django's groups; there is one per access role. An account's groups are set anew at each of its
requests to the editor, so a grant that begins or ends today applies today. The pages' own permission testers refuse
what no role may do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from staff.enums import AccessRole
from staff.models import User
from staff.permissions import MATRIX, May

WRITERS = {May.DRAFT_SOP, May.MANAGE_COURSES}  # an act among these opens the page tree
PAGES = ("add_page", "change_page", "publish_page")
FILES = (
    ("wagtailimages", ("add_image", "change_image", "choose_image")),
    ("wagtaildocs", ("add_document", "change_document", "choose_document")),
)
DOOR = "/admin/"


class EditorDoor:
    """Admits the editor's roles, with their groups; everybody else gets a 403. The log-in pages stay open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(DOOR) or not request.user.is_authenticated:
            return self.get_response(request)
        assert isinstance(request.user, User)
        sync_groups(request.user)
        if not request.user.is_superuser and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return self.get_response(request)


def sync_groups(user: User) -> None:
    """Gives `user` exactly the groups of the access roles that are valid today and open the editor.

    One query when nothing has changed.
    """
    wanted = {role for role in user.roles if May.USE_WAGTAIL in MATRIX.get(role, ())}
    if wanted != set(user.groups.values_list("name", flat=True)):
        with transaction.atomic():
            user.groups.set([group_of(role) for role in sorted(wanted)])


def group_of(role: str) -> Group:
    """Returns the group of an access role, created with its permissions on first use."""
    group, made = Group.objects.get_or_create(name=role)
    if made:
        _fill(group, role)
    return group


def refill(**kwargs: object) -> None:
    """Sets the permissions of the groups from the code after a migration."""
    for group in Group.objects.filter(name__in=AccessRole.values):
        _fill(group, group.name)


def _fill(group: Group, role: str) -> None:
    group.permissions.set(_permissions([("wagtailadmin", ("access_admin",))]))
    GroupPagePermission.objects.filter(group=group).delete()
    GroupCollectionPermission.objects.filter(group=group).delete()
    if not WRITERS & MATRIX[role]:
        return
    root, folder = Page.get_first_root_node(), Collection.get_first_root_node()
    if root:
        rows = [
            GroupPagePermission(group=group, page=root, permission=p) for p in _permissions([("wagtailcore", PAGES)])
        ]
        GroupPagePermission.objects.bulk_create(rows)
    if folder:
        GroupCollectionPermission.objects.bulk_create(
            [GroupCollectionPermission(group=group, collection=folder, permission=p) for p in _permissions(FILES)]
        )


def _permissions(wanted: Iterable[tuple[str, tuple[str, ...]]]) -> list[Permission]:
    return [
        permission
        for app, names in wanted
        for permission in Permission.objects.filter(content_type__app_label=app, codename__in=names)
    ]
