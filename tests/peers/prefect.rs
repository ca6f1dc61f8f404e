//! A client of Prefect, generated from the document that the server serves: flows, deployments, their runs, and filters.

use counterpart::types::{Maybe, Uuid};
use counterpart::{Error, StatusCode};
use peer::client::Client;
use peer::models::{
    BodyReadFlowRunsFlowRunsFilterPost, BodyReadFlowsFlowsFilterPost, BodySetFlowRunStateFlowRunsIdSetStatePost,
    DeploymentCreate, DeploymentFlowRunCreate, Flow, FlowCreate, FlowFilter, FlowFilterName, FlowRunCreate,
    StateCreate, StateType,
};
use peer::operations::CreateFlowFlowsPostResponse;

/// Only flows of a name.
fn named(name: &str) -> FlowFilter {
    FlowFilter {
        name: Maybe::Value(FlowFilterName {
            any: Maybe::Value(vec![name.to_owned()]),
            ..FlowFilterName::default()
        }),
        ..FlowFilter::default()
    }
}

#[tokio::main]
async fn main() {
    let base = std::env::var("PEER_URL").expect("PEER_URL");
    let builder = Client::builder().base_url(&format!("{base}/api")).expect("an address");
    let client = builder.build().expect("a client");
    client.health_check_health_get().await.expect("health");
    let flow = flow(&client).await;
    let deployment = deployment(&client, &flow).await;
    runs(&client, &flow, deployment).await;
    filters(&client, &flow).await;
    refusals(&client, &flow, deployment).await;
}

async fn flow(client: &Client) -> Flow {
    // The document has 200, the server answers 201.
    let tags = Some(vec!["a".to_owned(), "ä/b".to_owned()]);
    let flow = client
        .create_flow_flows_post(FlowCreate {
            tags,
            ..FlowCreate::new("cats & dogs?")
        })
        .await;
    let flow = match flow {
        Ok(flow) => flow,
        // The name's pattern allows no `&`, which the server checks as the document says.
        Err(Error::Api(error)) => match &error.response {
            CreateFlowFlowsPostResponse::UnprocessableContent(_) => {
                println!("flow: 422, typed");
                client
                    .create_flow_flows_post(FlowCreate::new("cats and dogs"))
                    .await
                    .expect("a flow")
            }
            other => panic!("{other:?}"),
        },
        Err(other) => panic!("{other}"),
    };
    println!("flow: 201 where 200 is documented, read as such: {}", flow.name);
    let read = client.read_flow_flows_id_get(flow.id).await.expect("the flow");
    assert_eq!((read.id, &read.name), (flow.id, &flow.name));
    flow
}

async fn deployment(client: &Client, flow: &Flow) -> Uuid {
    let deployment = DeploymentCreate {
        paused: Some(true),
        description: Maybe::Null,
        version: Maybe::Value("7".to_owned()),
        ..DeploymentCreate::new("nightly", flow.id)
    };
    let deployment = client
        .create_deployment_deployments_post(deployment)
        .await
        .expect("a deployment");
    let read = client
        .read_deployment_deployments_id_get(deployment.id)
        .await
        .expect("the deployment");
    assert_eq!((read.name.as_str(), read.flow_id), ("nightly", flow.id));
    let by_name = client.read_deployment_by_name_deployments_name_flow_name_deployment_name_get(&flow.name, "nightly");
    assert_eq!(by_name.await.expect("the deployment").id, deployment.id);
    println!("deployment: created, read by id and by names in the path");
    deployment.id
}

async fn runs(client: &Client, flow: &Flow, deployment: Uuid) {
    let run = client
        .create_flow_run_flow_runs_post(FlowRunCreate::new(flow.id))
        .await
        .expect("a run");
    let from_deployment = client.create_flow_run_from_deployment_deployments_id_create_flow_run_post(
        deployment,
        DeploymentFlowRunCreate::default(),
    );
    let other = from_deployment.await.expect("a run of the deployment");
    println!(
        "runs: {} and {}",
        run.name.as_deref().unwrap_or_default(),
        other.name.as_deref().unwrap_or_default()
    );

    let state = BodySetFlowRunStateFlowRunsIdSetStatePost {
        force: Some(true),
        ..BodySetFlowRunStateFlowRunsIdSetStatePost::new(StateCreate::new(StateType::Completed))
    };
    let outcome = client
        .set_flow_run_state_flow_runs_id_set_state_post(run.id, state)
        .await
        .expect("a state");
    println!("state: {:?}", outcome.status);
    let read = client.read_flow_run_flow_runs_id_get(run.id).await.expect("the run");
    assert_eq!(read.id, run.id);
}

async fn filters(client: &Client, flow: &Flow) {
    let filter = BodyReadFlowsFlowsFilterPost {
        flows: Some(named(&flow.name)),
        limit: Some(5),
        ..BodyReadFlowsFlowsFilterPost::default()
    };
    let flows = client.read_flows_flows_filter_post().body(filter).await.expect("flows");
    assert_eq!(flows.iter().map(|flow| flow.id).collect::<Vec<_>>(), [flow.id]);
    let filter = BodyReadFlowRunsFlowRunsFilterPost {
        flows: Maybe::Value(named(&flow.name)),
        ..BodyReadFlowRunsFlowRunsFilterPost::default()
    };
    let runs = client
        .read_flow_runs_flow_runs_filter_post()
        .body(filter)
        .await
        .expect("runs");
    assert_eq!(runs.len(), 2);
    let none = BodyReadFlowsFlowsFilterPost {
        flows: Some(named("nobody")),
        ..BodyReadFlowsFlowsFilterPost::default()
    };
    assert!(
        client
            .read_flows_flows_filter_post()
            .body(none)
            .await
            .expect("no flows")
            .is_empty()
    );
    println!("filters: {} flow, {} runs", flows.len(), runs.len());
}

async fn refusals(client: &Client, flow: &Flow, deployment: Uuid) {
    match client.create_flow_flows_post(FlowCreate::new("a/b")).await {
        Err(Error::Api(error)) => match &error.response {
            CreateFlowFlowsPostResponse::UnprocessableContent(body) => {
                let detail = body.detail.as_ref().and_then(|detail| detail.first());
                println!("422, typed: {}", detail.map_or("", |one| one.msg.as_str()));
            }
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }

    client
        .delete_deployment_deployments_id_delete(deployment)
        .await
        .expect("a deletion");
    // 404 is not documented; it comes with its body all the same.
    match client.read_deployment_deployments_id_get(deployment).await {
        Err(Error::Undocumented(answer)) => assert_eq!(answer.status, StatusCode::NOT_FOUND),
        other => panic!("{other:?}"),
    }
    client.delete_flow_flows_id_delete(flow.id).await.expect("a deletion");
    println!("deletions: 204, then 404 though it is not documented");
}
