using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElasticAccess.Data.Stores.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Alerts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "allocations",
                table: "line_item_history",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "change",
                table: "line_item_history",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "sequence",
                table: "line_item_history",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "alert",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    alert_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    measure = table.Column<int>(type: "integer", nullable: false),
                    activation_id = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    action_id = table.Column<Guid>(type: "uuid", nullable: true),
                    threshold_micro = table.Column<long>(type: "bigint", nullable: false),
                    recover_at_micro = table.Column<long>(type: "bigint", nullable: true),
                    cooldown_ms = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    since_ms = table.Column<long>(type: "bigint", nullable: false),
                    last_fired_ms = table.Column<long>(type: "bigint", nullable: true),
                    is_told_fired = table.Column<bool>(type: "boolean", nullable: false),
                    is_judged = table.Column<bool>(type: "boolean", nullable: false),
                    from_sequence = table.Column<long>(type: "bigint", nullable: false),
                    from_change = table.Column<long>(type: "bigint", nullable: false),
                    created_ms = table.Column<long>(type: "bigint", nullable: false),
                    modified_ms = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert", x => new { x.instance_id, x.alert_id });
                    table.ForeignKey(
                        name: "FK_alert_instance_instance_id",
                        column: x => x.instance_id,
                        principalTable: "instance",
                        principalColumn: "instance_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "alert_watch",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    change = table.Column<long>(type: "bigint", nullable: false),
                    judged_ms = table.Column<long>(type: "bigint", nullable: false),
                    due_ms = table.Column<long>(type: "bigint", nullable: true),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    readings = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert_watch", x => x.instance_id);
                    table.ForeignKey(
                        name: "FK_alert_watch_instance_instance_id",
                        column: x => x.instance_id,
                        principalTable: "instance",
                        principalColumn: "instance_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "one_order_of_changes",
                table: "line_item_history",
                columns: new[] { "instance_id", "change" },
                unique: true,
                filter: "change is not null");

            migrationBuilder.CreateIndex(
                name: "IX_alert_instance_id_created_ms",
                table: "alert",
                columns: new[] { "instance_id", "created_ms" });

            migrationBuilder.Sql(AlertSchema.FirstAllocations("json_object_agg(a.action_id, a.allocation_micro)::text"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alert");

            migrationBuilder.DropTable(
                name: "alert_watch");

            migrationBuilder.DropIndex(
                name: "one_order_of_changes",
                table: "line_item_history");

            migrationBuilder.DropColumn(
                name: "allocations",
                table: "line_item_history");

            migrationBuilder.DropColumn(
                name: "change",
                table: "line_item_history");

            migrationBuilder.DropColumn(
                name: "sequence",
                table: "line_item_history");
        }
    }
}
