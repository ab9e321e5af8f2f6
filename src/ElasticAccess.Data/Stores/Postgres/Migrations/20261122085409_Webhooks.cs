using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace ElasticAccess.Data.Stores.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Webhooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "outbox_event",
                columns: table => new
                {
                    position = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    time_ms = table.Column<long>(type: "bigint", nullable: false),
                    data = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_outbox_event", x => new { x.instance_id, x.position });
                });

            migrationBuilder.CreateTable(
                name: "webhook",
                columns: table => new
                {
                    webhook_id = table.Column<Guid>(type: "uuid", nullable: false),
                    url = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    events = table.Column<string[]>(type: "text[]", nullable: false),
                    instances = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    secret = table.Column<byte[]>(type: "bytea", nullable: false),
                    previous_secret = table.Column<byte[]>(type: "bytea", nullable: true),
                    previous_until_ms = table.Column<long>(type: "bigint", nullable: true),
                    is_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    disabled_reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    disabled_ms = table.Column<long>(type: "bigint", nullable: true),
                    created_ms = table.Column<long>(type: "bigint", nullable: false),
                    modified_ms = table.Column<long>(type: "bigint", nullable: false),
                    deleted_ms = table.Column<long>(type: "bigint", nullable: true),
                    lease_id = table.Column<Guid>(type: "uuid", nullable: true),
                    lease_until_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhook", x => x.webhook_id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_delivery",
                columns: table => new
                {
                    delivery_id = table.Column<Guid>(type: "uuid", nullable: false),
                    webhook_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lane_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    body = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    created_ms = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    first_attempt_ms = table.Column<long>(type: "bigint", nullable: true),
                    last_attempt_ms = table.Column<long>(type: "bigint", nullable: true),
                    last_status = table.Column<int>(type: "integer", nullable: true),
                    last_fault = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    last_took = table.Column<int>(type: "integer", nullable: true),
                    redelivery_of = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhook_delivery", x => x.delivery_id);
                });

            migrationBuilder.CreateTable(
                name: "webhook_lane",
                columns: table => new
                {
                    webhook_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lane_id = table.Column<Guid>(type: "uuid", nullable: false),
                    pending = table.Column<int>(type: "integer", nullable: false),
                    due_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhook_lane", x => new { x.webhook_id, x.lane_id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_outbox_event_position",
                table: "outbox_event",
                column: "position");

            migrationBuilder.CreateIndex(
                name: "IX_webhook_created_ms_webhook_id",
                table: "webhook",
                columns: new[] { "created_ms", "webhook_id" });

            migrationBuilder.CreateIndex(
                name: "IX_webhook_delivery_webhook_id_created_ms_delivery_id",
                table: "webhook_delivery",
                columns: new[] { "webhook_id", "created_ms", "delivery_id" });

            migrationBuilder.CreateIndex(
                name: "pending_delivery_by_age",
                table: "webhook_delivery",
                column: "created_ms",
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "pending_delivery_in_order",
                table: "webhook_delivery",
                columns: new[] { "webhook_id", "lane_id", "position" },
                filter: "state = 0");

            migrationBuilder.CreateIndex(
                name: "IX_webhook_lane_webhook_id_due_ms",
                table: "webhook_lane",
                columns: new[] { "webhook_id", "due_ms" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "outbox_event");

            migrationBuilder.DropTable(
                name: "webhook");

            migrationBuilder.DropTable(
                name: "webhook_delivery");

            migrationBuilder.DropTable(
                name: "webhook_lane");
        }
    }
}
