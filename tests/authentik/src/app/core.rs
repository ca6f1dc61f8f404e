//! Users, groups and tokens.

use std::sync::PoisonError;

use counterpart::{Context, Problem, StatusCode};
use serde_json::json;

use super::App;
use crate::{
    authentik::{operations::*, server::CoreHandler},
    samples::{group, model, page, user},
};

#[counterpart::handler]
impl CoreHandler for App {
    async fn core_users_list(&self, request: CoreUsersList, _: Context) -> Result<CoreUsersListResponse, Problem> {
        let mut users: Vec<_> = self
            .users
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .values()
            .cloned()
            .collect();
        if let Some(names) = &request.groups_by_name {
            users.retain(|user| names.iter().any(|name| user["name"] == **name));
        }
        let page = page(&users, request.page.unwrap_or(1), request.page_size.unwrap_or(20));
        Ok(CoreUsersListResponse::Ok(model(page)))
    }

    async fn core_users_create(
        &self,
        request: CoreUsersCreate,
        _: Context,
    ) -> Result<CoreUsersCreateResponse, Problem> {
        if request.body.username == "taken" {
            return Ok(CoreUsersCreateResponse::BadRequest(model(
                json!({ "username": ["This name is taken."] }),
            )));
        }
        let user = user(2, &request.body.username, &request.body.name);
        self.store(2, user.clone());
        Ok(CoreUsersCreateResponse::Created(model(user)))
    }

    async fn core_users_retrieve(
        &self,
        request: CoreUsersRetrieve,
        _: Context,
    ) -> Result<CoreUsersRetrieveResponse, Problem> {
        let user = self
            .user(request.id)
            .ok_or_else(|| Problem::new(StatusCode::NOT_FOUND))?;
        Ok(CoreUsersRetrieveResponse::Ok(model(user)))
    }

    async fn core_users_partial_update(
        &self,
        request: CoreUsersPartialUpdate,
        _: Context,
    ) -> Result<CoreUsersPartialUpdateResponse, Problem> {
        let mut user = self
            .user(request.id)
            .ok_or_else(|| Problem::new(StatusCode::NOT_FOUND))?;
        if let Some(name) = request.body.and_then(|body| body.name) {
            user["name"] = name.into();
        }
        self.store(request.id, user.clone());
        Ok(CoreUsersPartialUpdateResponse::Ok(model(user)))
    }

    async fn core_users_destroy(
        &self,
        request: CoreUsersDestroy,
        _: Context,
    ) -> Result<CoreUsersDestroyResponse, Problem> {
        self.users
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&request.id);
        Ok(CoreUsersDestroyResponse::NoContent)
    }

    async fn core_users_me_retrieve(
        &self,
        _: CoreUsersMeRetrieve,
        _: Context,
    ) -> Result<CoreUsersMeRetrieveResponse, Problem> {
        let me = json!({ "user": {
            "pk": 1, "username": "ada", "name": "Ada", "is_active": true, "is_superuser": false, "groups": [],
            "avatar": "none", "uid": "b7", "settings": { "theme": "dark" }, "system_permissions": ["read"],
        } });
        Ok(CoreUsersMeRetrieveResponse::Ok(model(me)))
    }

    async fn core_users_set_password_create(
        &self,
        _: CoreUsersSetPasswordCreate,
        _: Context,
    ) -> Result<CoreUsersSetPasswordCreateResponse, Problem> {
        Ok(CoreUsersSetPasswordCreateResponse::NoContent)
    }

    async fn core_users_recovery_create(
        &self,
        _: CoreUsersRecoveryCreate,
        _: Context,
    ) -> Result<CoreUsersRecoveryCreateResponse, Problem> {
        Ok(CoreUsersRecoveryCreateResponse::Ok(model(
            json!({ "link": "https://id.example/recover" }),
        )))
    }

    async fn core_groups_list(&self, _: CoreGroupsList, _: Context) -> Result<CoreGroupsListResponse, Problem> {
        Ok(CoreGroupsListResponse::Ok(model(page(&[group("staff")], 1, 20))))
    }

    async fn core_groups_create(
        &self,
        request: CoreGroupsCreate,
        _: Context,
    ) -> Result<CoreGroupsCreateResponse, Problem> {
        Ok(CoreGroupsCreateResponse::Created(model(group(&request.body.name))))
    }

    async fn core_groups_retrieve(
        &self,
        _: CoreGroupsRetrieve,
        _: Context,
    ) -> Result<CoreGroupsRetrieveResponse, Problem> {
        Ok(CoreGroupsRetrieveResponse::Ok(model(group("staff"))))
    }

    async fn core_groups_add_user_create(
        &self,
        request: CoreGroupsAddUserCreate,
        _: Context,
    ) -> Result<CoreGroupsAddUserCreateResponse, Problem> {
        Ok(match request.body.pk {
            404 => CoreGroupsAddUserCreateResponse::NotFound,
            _ => CoreGroupsAddUserCreateResponse::NoContent,
        })
    }

    async fn core_tokens_view_key_retrieve(
        &self,
        request: CoreTokensViewKeyRetrieve,
        _: Context,
    ) -> Result<CoreTokensViewKeyRetrieveResponse, Problem> {
        Ok(CoreTokensViewKeyRetrieveResponse::Ok(model(
            json!({ "key": request.identifier }),
        )))
    }
}
