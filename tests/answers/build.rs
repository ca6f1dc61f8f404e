//! Generates both sides of the documents about answers, streams and certificates, and of the one that README shows.

fn main() -> counterpart_build::Result<()> {
    for name in ["answers", "streams"] {
        counterpart_build::configure()
            .module(name)
            .compile(format!("../../specs/{name}.yaml"))?;
    }
    // Schemes that are not supported are the subject of other tests.
    counterpart_build::configure()
        .module("security")
        .allow("unsupported-security-scheme")
        .compile("../../specs/security.yaml")?;
    let pages = counterpart_build::Pagination {
        operations: vec!["op:list_books".to_owned()],
        cursor: Some("cursor".to_owned()),
        next: Some("/next_cursor".to_owned()),
        items: "/books".to_owned(),
        ..Default::default()
    };
    // Answers in two media types.
    let reports = counterpart_build::Pagination {
        operations: vec!["op:reports_list".to_owned()],
        page: Some("page".to_owned()),
        items: "/reports".to_owned(),
        ..Default::default()
    };
    let paged = counterpart_build::configure().module("pagination").paginate(reports);
    paged.compile("../../specs/pagination.yaml")?;
    let library = counterpart_build::configure().module("library").paginate(pages);
    library.compile("../../specs/library.yaml")
}
