using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElasticAccess.Data.Stores.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "api_key",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    prefix = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    secret_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    instances = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    created_ms = table.Column<long>(type: "bigint", nullable: false),
                    expires_ms = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_key", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "instance",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    short_name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    account_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    default_instance = table.Column<bool>(type: "boolean", nullable: false),
                    created_ms = table.Column<long>(type: "bigint", nullable: false),
                    modified_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_instance", x => x.instance_id);
                });

            migrationBuilder.CreateTable(
                name: "public_key",
                columns: table => new
                {
                    type = table.Column<int>(type: "integer", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    pem = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_ms = table.Column<long>(type: "bigint", nullable: false),
                    modified_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_public_key", x => new { x.type, x.id });
                });

            migrationBuilder.CreateTable(
                name: "rate_table",
                columns: table => new
                {
                    rate_table_id = table.Column<Guid>(type: "uuid", nullable: false),
                    series = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    effective_from_ms = table.Column<long>(type: "bigint", nullable: false),
                    created_ms = table.Column<long>(type: "bigint", nullable: false),
                    deleted_ms = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rate_table", x => x.rate_table_id);
                });

            migrationBuilder.CreateTable(
                name: "setting",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    modified_ms = table.Column<long>(type: "bigint", nullable: false),
                    updated_by = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_setting", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "stored_answer",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    request_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    content_type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stored_answer", x => new { x.instance_id, x.key_hash });
                });

            migrationBuilder.CreateTable(
                name: "activation",
                columns: table => new
                {
                    activation_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_activation", x => x.activation_id);
                    table.ForeignKey(
                        name: "FK_activation_instance_instance_id",
                        column: x => x.instance_id,
                        principalTable: "instance",
                        principalColumn: "instance_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "condition",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    condition_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    test = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_condition", x => new { x.instance_id, x.condition_id });
                    table.ForeignKey(
                        name: "FK_condition_instance_instance_id",
                        column: x => x.instance_id,
                        principalTable: "instance",
                        principalColumn: "instance_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ledger_head",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger_head", x => x.instance_id);
                    table.ForeignKey(
                        name: "FK_ledger_head_instance_instance_id",
                        column: x => x.instance_id,
                        principalTable: "instance",
                        principalColumn: "instance_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "line_item",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line_item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    activation_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    quantity = table.Column<long>(type: "bigint", nullable: false),
                    start_ms = table.Column<long>(type: "bigint", nullable: false),
                    end_ms = table.Column<long>(type: "bigint", nullable: false),
                    elastic = table.Column<bool>(type: "boolean", nullable: true),
                    rate_table_series = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    overdraft_type = table.Column<int>(type: "integer", nullable: false),
                    overdraft_limit = table.Column<long>(type: "bigint", nullable: true),
                    reset_frequency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    used_micro = table.Column<long>(type: "bigint", nullable: false),
                    created_ms = table.Column<long>(type: "bigint", nullable: false),
                    modified_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_line_item", x => new { x.instance_id, x.line_item_id });
                    table.CheckConstraint("line_item_used_is_not_negative", "used_micro >= 0");
                    table.ForeignKey(
                        name: "FK_line_item_instance_instance_id",
                        column: x => x.instance_id,
                        principalTable: "instance",
                        principalColumn: "instance_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "session",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    created_ms = table.Column<long>(type: "bigint", nullable: false),
                    due_ms = table.Column<long>(type: "bigint", nullable: true),
                    requester_type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    requester_value = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    dictionary = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    items = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    item_names = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    interval = table.Column<int>(type: "integer", nullable: false),
                    charged_until_ms = table.Column<long>(type: "bigint", nullable: true),
                    period_ms = table.Column<long>(type: "bigint", nullable: false),
                    last_automatic_charge_ms = table.Column<long>(type: "bigint", nullable: true),
                    awaits_heartbeat = table.Column<bool>(type: "boolean", nullable: false),
                    last_heart_beat_ms = table.Column<long>(type: "bigint", nullable: true),
                    last_access_request_ms = table.Column<long>(type: "bigint", nullable: true),
                    idle_since_ms = table.Column<long>(type: "bigint", nullable: true),
                    ended_ms = table.Column<long>(type: "bigint", nullable: true),
                    charge_from = table.Column<long>(type: "bigint", nullable: true),
                    charge_to = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_session", x => new { x.instance_id, x.session_id });
                    table.ForeignKey(
                        name: "FK_session_instance_instance_id",
                        column: x => x.instance_id,
                        principalTable: "instance",
                        principalColumn: "instance_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "rate_table_item",
                columns: table => new
                {
                    rate_table_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    position = table.Column<int>(type: "integer", nullable: false),
                    rate_micro = table.Column<long>(type: "bigint", nullable: true),
                    formula = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rate_table_item", x => new { x.rate_table_id, x.name, x.version });
                    table.ForeignKey(
                        name: "FK_rate_table_item_rate_table_rate_table_id",
                        column: x => x.rate_table_id,
                        principalTable: "rate_table",
                        principalColumn: "rate_table_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "access_action",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    action_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line_item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    condition_id = table.Column<Guid>(type: "uuid", nullable: true),
                    allows = table.Column<bool>(type: "boolean", nullable: false),
                    allocation_micro = table.Column<long>(type: "bigint", nullable: true),
                    used_micro = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_access_action", x => new { x.instance_id, x.action_id });
                    table.CheckConstraint("access_action_used_is_not_negative", "used_micro >= 0");
                    table.ForeignKey(
                        name: "FK_access_action_condition_instance_id_condition_id",
                        columns: x => new { x.instance_id, x.condition_id },
                        principalTable: "condition",
                        principalColumns: new[] { "instance_id", "condition_id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_access_action_line_item_instance_id_line_item_id",
                        columns: x => new { x.instance_id, x.line_item_id },
                        principalTable: "line_item",
                        principalColumns: new[] { "instance_id", "line_item_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "consumption",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line_item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    period_start_ms = table.Column<long>(type: "bigint", nullable: false),
                    requester_type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    requester_value = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    used_micro = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consumption", x => new { x.instance_id, x.line_item_id, x.requester_type, x.requester_value, x.period_start_ms });
                    table.ForeignKey(
                        name: "FK_consumption_line_item_instance_id_line_item_id",
                        columns: x => new { x.instance_id, x.line_item_id },
                        principalTable: "line_item",
                        principalColumns: new[] { "instance_id", "line_item_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "consumption_limit",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    line_item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    limit_micro = table.Column<long>(type: "bigint", nullable: false),
                    interval = table.Column<int>(type: "integer", nullable: false),
                    first_reset_ms = table.Column<long>(type: "bigint", nullable: false),
                    configured_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consumption_limit", x => new { x.instance_id, x.line_item_id });
                    table.ForeignKey(
                        name: "FK_consumption_limit_line_item_instance_id_line_item_id",
                        columns: x => new { x.instance_id, x.line_item_id },
                        principalTable: "line_item",
                        principalColumns: new[] { "instance_id", "line_item_id" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "entry",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    correlation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_index = table.Column<int>(type: "integer", nullable: false),
                    part = table.Column<int>(type: "integer", nullable: false),
                    line_item_id = table.Column<Guid>(type: "uuid", nullable: true),
                    action_id = table.Column<Guid>(type: "uuid", nullable: true),
                    limit_start_ms = table.Column<long>(type: "bigint", nullable: true),
                    session_id = table.Column<Guid>(type: "uuid", nullable: true),
                    interval = table.Column<long>(type: "bigint", nullable: true),
                    refund_of = table.Column<long>(type: "bigint", nullable: true),
                    item = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    count_micro = table.Column<long>(type: "bigint", nullable: false),
                    rate_micro = table.Column<long>(type: "bigint", nullable: true),
                    rate_table_id = table.Column<Guid>(type: "uuid", nullable: true),
                    tokens_micro = table.Column<long>(type: "bigint", nullable: false),
                    used_micro = table.Column<long>(type: "bigint", nullable: true),
                    quantity = table.Column<long>(type: "bigint", nullable: true),
                    requester_type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    requester_value = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    dictionary = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    meta_data = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    status = table.Column<int>(type: "integer", nullable: false),
                    usage_ms = table.Column<long>(type: "bigint", nullable: false),
                    write_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_entry", x => new { x.instance_id, x.sequence });
                    table.CheckConstraint("entry_names_a_line_item_unless_denied", "(kind = 3) = (line_item_id is null)");
                    table.CheckConstraint("entry_sign_fits_kind", "(kind in (0, 1) and tokens_micro >= 0) or (kind = 2 and tokens_micro <= 0) or (kind = 3 and tokens_micro = 0)");
                    table.ForeignKey(
                        name: "FK_entry_line_item_instance_id_line_item_id",
                        columns: x => new { x.instance_id, x.line_item_id },
                        principalTable: "line_item",
                        principalColumns: new[] { "instance_id", "line_item_id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_access_action_instance_id_condition_id",
                table: "access_action",
                columns: new[] { "instance_id", "condition_id" });

            migrationBuilder.CreateIndex(
                name: "IX_access_action_instance_id_line_item_id",
                table: "access_action",
                columns: new[] { "instance_id", "line_item_id" });

            migrationBuilder.CreateIndex(
                name: "IX_activation_instance_id",
                table: "activation",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "IX_api_key_secret_hash",
                table: "api_key",
                column: "secret_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_entry_instance_id_line_item_id",
                table: "entry",
                columns: new[] { "instance_id", "line_item_id" });

            migrationBuilder.CreateIndex(
                name: "one_charge_per_session_interval",
                table: "entry",
                columns: new[] { "instance_id", "session_id", "interval", "part" },
                unique: true,
                filter: "session_id is not null and kind in (0, 1)");

            migrationBuilder.CreateIndex(
                name: "one_refund_per_charge",
                table: "entry",
                columns: new[] { "instance_id", "refund_of" },
                unique: true,
                filter: "refund_of is not null");

            migrationBuilder.CreateIndex(
                name: "IX_instance_created_ms_instance_id",
                table: "instance",
                columns: new[] { "created_ms", "instance_id" });

            migrationBuilder.CreateIndex(
                name: "one_default_instance_per_account",
                table: "instance",
                column: "account_id",
                unique: true,
                filter: "default_instance");

            migrationBuilder.CreateIndex(
                name: "one_live_line_item_per_activation_id",
                table: "line_item",
                columns: new[] { "instance_id", "activation_id" },
                unique: true,
                filter: "state <> 3");

            migrationBuilder.CreateIndex(
                name: "IX_rate_table_series_effective_from_ms",
                table: "rate_table",
                columns: new[] { "series", "effective_from_ms" },
                filter: "deleted_ms is null");

            migrationBuilder.CreateIndex(
                name: "IX_rate_table_series_version",
                table: "rate_table",
                columns: new[] { "series", "version" },
                unique: true,
                filter: "deleted_ms is null");

            migrationBuilder.CreateIndex(
                name: "live_session_by_age",
                table: "session",
                columns: new[] { "instance_id", "created_ms" },
                filter: "due_ms is not null");

            migrationBuilder.CreateIndex(
                name: "session_by_due_time",
                table: "session",
                column: "due_ms",
                filter: "due_ms is not null");

            migrationBuilder.CreateIndex(
                name: "session_by_its_id_alone",
                table: "session",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "IX_stored_answer_created_ms",
                table: "stored_answer",
                column: "created_ms");

            migrationBuilder.Sql(PostgresSchema.Expect);

            migrationBuilder.Sql(PostgresSchema.AppendOnly);

            migrationBuilder.Sql(PostgresSchema.HotRows);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "access_action");

            migrationBuilder.DropTable(
                name: "activation");

            migrationBuilder.DropTable(
                name: "api_key");

            migrationBuilder.DropTable(
                name: "consumption");

            migrationBuilder.DropTable(
                name: "consumption_limit");

            migrationBuilder.DropTable(
                name: "entry");

            migrationBuilder.DropTable(
                name: "ledger_head");

            migrationBuilder.DropTable(
                name: "public_key");

            migrationBuilder.DropTable(
                name: "rate_table_item");

            migrationBuilder.DropTable(
                name: "session");

            migrationBuilder.DropTable(
                name: "setting");

            migrationBuilder.DropTable(
                name: "stored_answer");

            migrationBuilder.DropTable(
                name: "condition");

            migrationBuilder.DropTable(
                name: "line_item");

            migrationBuilder.DropTable(
                name: "rate_table");

            migrationBuilder.DropTable(
                name: "instance");
        }
    }
}
