import { Field, InputType } from "type-graphql";
import type { ImageInput } from "../../domain/image";
import { OneOf } from "../one-of";
import { UrlScalar } from "../scalars";

@OneOf()
@InputType("ImageInput", { description: "An image: exactly one of the three." })
export class ImageInputType implements ImageInput {
  @Field(() => UrlScalar, {
    nullable: true,
    description: "An address to fetch it from. Qiniu takes the address itself.",
  })
  readonly url?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The bytes in base64. A request has limits of its own: larger images go to `POST /images`.",
  })
  readonly base64?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "A media id (临时素材 media_id) that WeChat gave for an upload; good for three days.",
  })
  readonly mediaId?: string | null;
}
