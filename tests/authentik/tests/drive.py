"""Drives the generated server with authentik's published Python client, whose models are strict.

Usage: drive.py HOST_URL. Prints one line a call and exits with 1 where an answer is not what it should be.
"""

import json
import sys
import tempfile

import authentik_client as ak
from authentik_client.rest import ApiException

URL = sys.argv[1].rstrip("/") + "/api/v3"
UUID = "6f1d7a40-5c0e-4f0b-9a53-0d6a3f6f2b11"
calls, failures, operations, tags = 0, [], set(), set()


def api(kind, token="the-token"):
    return kind(ak.ApiClient(ak.Configuration(host=URL, access_token=token)))


def call(method, *arguments, expect=None, status=None, body=None, **options):
    """Calls and compares: a predicate on the value, or the status of the exception (and a part of its body)."""
    global calls
    calls += 1
    name = method.__name__
    operations.add(name)
    tags.add(type(method.__self__).__name__)
    try:
        value = method(*arguments, **options)
    except ApiException as error:
        good = error.status == status and (body is None or body in (error.body or ""))
        print(f"{'ok ' if good else 'BAD'} {name} -> {error.status} {(error.body or '')[:160]}")
        if not good:
            failures.append(name)
        return None
    except Exception as error:  # the client's own refusal of an answer
        print(f"BAD {name} -> {type(error).__name__}: {str(error)[:400]}")
        failures.append(name)
        return None
    good = status is None and (expect is None or expect(value))
    print(f"{'ok ' if good else 'BAD'} {name} -> {str(value)[:100]!r}")
    if not good:
        failures.append(name)
    return value


sources, core, admin, events = api(ak.SourcesApi), api(ak.CoreApi), api(ak.AdminApi), api(ak.EventsApi)
crypto, flows, rbac, root = api(ak.CryptoApi), api(ak.FlowsApi), api(ak.RbacApi), api(ak.RootApi)
managed, policies = api(ak.ManagedApi), api(ak.PoliciesApi)

# The seed operation: 200, the two documented errors, and no token at all.
seed = sources.sources_group_connections_oauth_partial_update
call(seed, 7, expect=lambda c: c.pk == 7 and str(c.group) == UUID and c.source.slug == "company" and c.created.year == 2024)
call(seed, 8, status=400, body="No such connection.")
call(api(ak.SourcesApi, "the-powerless-token").sources_group_connections_oauth_partial_update, 7, status=403, body="You may not do this.")
call(api(ak.SourcesApi, "nobody").sources_group_connections_oauth_partial_update, 7, status=403)
call(api(ak.SourcesApi, "").sources_group_connections_oauth_partial_update, 7, status=401)

# Lists with filters and pagination.
call(sources.sources_all_list, expect=lambda p: len(p.results) == 3 and p.pagination.count == 3)
call(sources.sources_all_list, slug="guests", expect=lambda p: [s.slug for s in p.results] == ["guests"])
call(sources.sources_all_list, page=2, page_size=2, expect=lambda p: len(p.results) == 1 and p.pagination.previous == 1)
call(sources.sources_all_retrieve, "partners", expect=lambda s: s.slug == "partners")

# Multipart upload; the client takes the path of a file.
folder = tempfile.TemporaryDirectory()


def file(content):
    with tempfile.NamedTemporaryFile(dir=folder.name, suffix=".png", delete=False) as written:
        written.write(content)
    return written.name


call(sources.sources_all_set_icon_create, "company", file=file(b"\x89PNG\r\n\x1a\n" + bytes(range(256))))
call(sources.sources_all_set_icon_create, "company", file=file(b"no picture"), status=400)

# Create, read, change, delete.
user = call(core.core_users_create, ak.UserRequest(username="grace", name="Grace", email="grace@id.example", groups=[UUID]),
            expect=lambda u: u.pk == 2 and u.username == "grace" and u.attributes == {"team": ["red", 7]})
call(core.core_users_create, ak.UserRequest(username="taken", name="T"), status=400, body="This name is taken.")
call(core.core_users_retrieve, 2, expect=lambda u: u.name == "Grace")
call(core.core_users_partial_update, 2, ak.PatchedUserRequest(name="Grace H."), expect=lambda u: u.name == "Grace H.")
call(core.core_users_partial_update, 2, expect=lambda u: u.name == "Grace H.")
call(core.core_users_list, groups_by_name=["Grace H.", "Nobody"], expect=lambda p: len(p.results) == 1)
call(core.core_users_list, groups_by_name=["Nobody"], expect=lambda p: p.results == [])
call(core.core_users_set_password_create, 2, ak.UserPasswordSetRequest(password="correct horse"))
call(core.core_users_recovery_create, 2, expect=lambda link: link.link.startswith("https://"))
call(core.core_users_destroy, 2, expect=lambda nothing: nothing is None)
call(core.core_users_retrieve, 2, status=404)
call(core.core_users_me_retrieve, expect=lambda me: me.user.username == "ada" and me.user.settings == {"theme": "dark"})
call(core.core_groups_list, expect=lambda p: p.results[0].users_obj[0].username == "ada")
call(core.core_groups_create, ak.GroupRequest(name="night shift"), expect=lambda g: g.name == "night shift")
call(core.core_groups_retrieve, UUID, expect=lambda g: g.num_pk == 41)
call(core.core_groups_retrieve, "not-a-uuid", status=422, body="group_uuid")
call(core.core_groups_add_user_create, UUID, ak.UserAccountRequest(pk=1), expect=lambda nothing: nothing is None)
call(core.core_groups_add_user_create, UUID, ak.UserAccountRequest(pk=404), status=404)
call(core.core_tokens_view_key_retrieve, "a%2Fb ü", expect=lambda view: view.key == "a%2Fb ü")

# Others, over many tags.
call(admin.admin_version_retrieve, expect=lambda v: v.outdated)
call(admin.admin_apps_list, expect=lambda apps: apps[0].name == "authentik.core")
call(events.events_events_list, expect=lambda p: [e.action for e in p.results] == ["login", "logout"])
call(events.events_events_create, ak.EventRequest(action="suspicious_request", app="x"), expect=lambda e: e.action == "suspicious_request")
call(events.events_events_top_per_user_list, top_n=3, expect=lambda top: top[0].counted_events == 3)
call(crypto.crypto_certificatekeypairs_list, has_key=True, expect=lambda p: p.results[0].private_key_type == "rsa")
call(crypto.crypto_certificatekeypairs_generate_create, ak.CertificateGenerationRequest(common_name="edge", validity_days=30),
     expect=lambda pair: pair.name == "edge")
# The client tries all variants of the union and finds several that fit, so the bytes are looked at here.
call(flows.flows_executor_get_without_preload_content, "login", "next=/a&b=c d",
     expect=lambda answer: json.loads(answer.data) == {"component": "xak-flow-redirect", "to": "next=/a&b=c d"})
call(flows.flows_executor_get, "gone", "", status=404)
call(rbac.rbac_roles_list, expect=lambda p: p.results[0].name == "reader")
call(rbac.rbac_roles_create, ak.RoleRequest(name="writer"), expect=lambda r: r.name == "writer")
call(rbac.rbac_roles_update, UUID, ak.RoleRequest(name="editor"), expect=lambda r: r.name == "editor")
call(rbac.rbac_roles_destroy, UUID, expect=lambda nothing: nothing is None)
call(root.root_config_retrieve, expect=lambda c: c.error_reporting.traces_sample_rate == 0.25)
call(managed.managed_blueprints_available_list, expect=lambda files: files[0].path == "default.yaml")
call(policies.policies_all_cache_info_retrieve, expect=lambda info: info.count == 5)
call(policies.policies_all_list, status=501)

print(f"{calls} calls, {len(operations)} operations, {len(tags)} tags, {len(failures)} failures: {failures}")
if failures or len(operations) < 20 or len(tags) < 5:
    sys.exit(1)
