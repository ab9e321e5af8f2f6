using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElasticAccess.Data.Stores.Sqlite.Migrations
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "change",
                table: "line_item_history",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "sequence",
                table: "line_item_history",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "alert",
                columns: table => new
                {
                    instance_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    alert_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    measure = table.Column<int>(type: "INTEGER", nullable: false),
                    activation_id = table.Column<string>(type: "TEXT", nullable: true),
                    action_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    threshold_micro = table.Column<long>(type: "INTEGER", nullable: false),
                    recover_at_micro = table.Column<long>(type: "INTEGER", nullable: true),
                    cooldown_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    since_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    last_fired_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    is_told_fired = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_judged = table.Column<bool>(type: "INTEGER", nullable: false),
                    from_sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    from_change = table.Column<long>(type: "INTEGER", nullable: false),
                    created_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    modified_ms = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert", x => new { x.instance_id, x.alert_id });
                    table.CheckConstraint("alert_recover_at_micro_is_an_integer", "typeof(recover_at_micro) in ('integer', 'null')");
                    table.CheckConstraint("alert_threshold_micro_is_an_integer", "typeof(threshold_micro) in ('integer', 'null')");
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
                    instance_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    change = table.Column<long>(type: "INTEGER", nullable: false),
                    judged_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    due_ms = table.Column<long>(type: "INTEGER", nullable: true),
                    revision = table.Column<long>(type: "INTEGER", nullable: false),
                    readings = table.Column<string>(type: "TEXT", nullable: false)
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

            migrationBuilder.Sql(AlertSchema.FirstAllocations("json_group_object(a.action_id, a.allocation_micro)"));
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
